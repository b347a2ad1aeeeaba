import { Fault } from '#kernel/fault.ts'
import type { Dialect } from '../dialect.ts'
import { chatRoutes } from './chat.ts'
import { sendError } from './faults.ts'

/** The AI SDK's UI message stream over stored conversations, for `useChat` and compatible clients. */
export const uiStream: Dialect = {
  name: 'ui-stream',
  routes: chatRoutes,
  sendError,
  sendNotFound: (request, reply) =>
    sendError(new Fault('not_found', 'There is nothing here.'), request, reply),
  territory: ['/chat/*'],
}
