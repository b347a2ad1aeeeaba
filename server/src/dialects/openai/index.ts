import { Fault } from '#kernel/fault.ts'
import type { Dialect } from '../dialect.ts'
import { chatRoutes } from './chat-completions.ts'
import { sendError } from './faults.ts'
import { modelRoutes } from './models.ts'

/** The API of OpenAI as far as a conversation goes: agents are its models. */
export const openai: Dialect = {
  name: 'openai',
  routes(http, mount) {
    chatRoutes(http, mount)
    modelRoutes(http, mount)
  },
  sendError,
  sendNotFound: (request, reply) =>
    sendError(
      new Fault('not_found', `Invalid URL (${request.method} ${request.url.split('?')[0]})`),
      request,
      reply,
    ),
  territory: ['/v1/chat/*', '/v1/models', '/v1/models/*'],
  isBesideNative: true,
}
