import * as channels from '#features/channels/index.ts'
import { making, route, type Route } from './route.ts'

const one = '/v1/channels/:channelId'

/** Outside systems whose people write to us through them. */
export const channelsRoutes: readonly Route[] = [
  route('GET', '/v1/channels', channels.listChannels, 'List channels'),
  making('/v1/channels', channels.createChannel, 'Let an outside system bring messages'),
  route('PATCH', one, channels.changeChannel, 'Change a channel, close or open it'),
  route('DELETE', one, channels.deleteChannel, 'Remove a channel'),
  route('POST', `${one}/messages`, channels.receiveChannelMessage, 'Bring a message of a person in'),
  route('POST', `${one}/messages/:messageId/state`, channels.reportAnswer, 'Say how far an answer came'),
  route(
    'GET',
    '/v1/desk/conversations/:conversationId/answer-states',
    channels.listAnswerStates,
    'List how far answers came outside',
  ),
]
