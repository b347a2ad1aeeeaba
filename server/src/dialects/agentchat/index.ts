import type { Dialect } from '../dialect.ts'
import { allowEveryOrigin } from './cors.ts'
import { documentRoutes } from './documents.ts'
import { sendError } from './faults.ts'
import { sessionRoutes } from './routes.ts'

/** The API of AgentChat, whose clients do not sign in. */
export const agentchat: Dialect = {
  name: 'agentchat',
  routes(http, mount) {
    allowEveryOrigin(http)
    // A body that is not JSON is a text to them, which routes with a body refuse and the others ignore.
    http.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body))
    sessionRoutes(http, mount)
    documentRoutes(http)
  },
  sendError,
  sendNotFound: (_request, reply) => reply.code(404).send({ detail: 'Not Found' }),
  territory: ['/api/sessions', '/api/sessions/*'],
}
