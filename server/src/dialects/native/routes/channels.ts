import * as channels from '#features/channels/index.ts'
import { making, route, type Route } from './route.ts'

const one = '/v1/channels/:channelId'

/** Channels: external systems and email addresses through which people write. */
export const channelsRoutes: readonly Route[] = [
  route('GET', '/v1/channels', channels.listChannels, 'List channels'),
  making('/v1/channels', channels.createChannel, 'Create a channel for an external system'),
  route('GET', '/v1/channels/email', channels.listEmailChannels, 'List email channels'),
  making('/v1/channels/email', channels.createEmailChannel, 'Create an email channel'),
  route('PATCH', `${one}/email`, channels.changeEmailChannel, 'Change an email channel'),
  making(`${one}/email/secret`, channels.changeEmailSecret, 'Create a new secret for an email channel'),
  route(
    'POST',
    `${one}/email/test`,
    channels.testEmailChannel,
    'Send a test email from an email channel to itself',
  ),
  route('GET', `${one}/mails`, channels.listChannelMails, 'List emails received and sent by a channel'),
  route('POST', `${one}/mails/:mailId/repeat`, channels.repeatChannelMail, 'Resend an answer by email'),
  route(
    'GET',
    '/v1/inbox/conversations/:conversationId/messages/:messageId/mail',
    channels.readWholeMail,
    'Read the full email behind a message',
  ),
  route('PATCH', one, channels.changeChannel, 'Change, enable or disable a channel'),
  route('DELETE', one, channels.deleteChannel, 'Delete a channel'),
  route(
    'POST',
    `${one}/messages`,
    channels.receiveChannelMessage,
    'Deliver a message from a person to Parley',
  ),
  route(
    'POST',
    `${one}/messages/:messageId/state`,
    channels.reportAnswer,
    'Report the delivery state of an answer',
  ),
  route(
    'GET',
    '/v1/inbox/conversations/:conversationId/answer-states',
    channels.listAnswerStates,
    'List the delivery states of answers in a conversation',
  ),
]
