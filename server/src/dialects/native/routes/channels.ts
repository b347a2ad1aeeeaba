import * as channels from '#features/channels/index.ts'
import { making, route, type Route } from './route.ts'

const one = '/v1/channels/:channelId'

/** Outside systems whose people write to us through them. */
export const channelsRoutes: readonly Route[] = [
  route('GET', '/v1/channels', channels.listChannels, 'List channels'),
  making('/v1/channels', channels.createChannel, 'Let an outside system bring messages'),
  route('GET', '/v1/channels/email', channels.listEmailChannels, 'List the addresses that take mail'),
  making('/v1/channels/email', channels.createEmailChannel, 'Let people write mail to an address'),
  route('PATCH', `${one}/email`, channels.changeEmailChannel, 'Change an address that takes mail'),
  making(`${one}/email/secret`, channels.changeEmailSecret, 'Give an address another secret'),
  route('POST', `${one}/email/test`, channels.testEmailChannel, 'Mail a test from an address to itself'),
  route('GET', `${one}/mails`, channels.listChannelMails, 'List the mails that came and went'),
  route('POST', `${one}/mails/:mailId/repeat`, channels.repeatChannelMail, 'Send an answer once more'),
  route(
    'GET',
    '/v1/inbox/conversations/:conversationId/messages/:messageId/mail',
    channels.readWholeMail,
    'Read all of a mail whose message shows less',
  ),
  route('PATCH', one, channels.changeChannel, 'Change a channel, close or open it'),
  route('DELETE', one, channels.deleteChannel, 'Remove a channel'),
  route('POST', `${one}/messages`, channels.receiveChannelMessage, 'Bring a message of a person in'),
  route('POST', `${one}/messages/:messageId/state`, channels.reportAnswer, 'Say how far an answer came'),
  route(
    'GET',
    '/v1/inbox/conversations/:conversationId/answer-states',
    channels.listAnswerStates,
    'List how far answers came outside',
  ),
]
