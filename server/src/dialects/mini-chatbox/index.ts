import type { Dialect, Mount } from '../dialect.ts'
import { adminRoutes } from './admin/routes.ts'
import { type EnterCaller, openCallers } from './caller.ts'
import { chatRoutes } from './chat-routes.ts'
import { conversationRoutes } from './conversation-routes.ts'
import { allowOwnPages } from '../kit/own-pages.ts'
import { itsPages, refuseStrangePages } from './cors.ts'
import { sendError } from './faults.ts'
import { readForms } from './form.ts'
import { mediaRoutes } from './media.ts'
import { mcpRoutes } from './mcp/routes.ts'
import { cacheRoutes } from './cache-routes.ts'
import { memoryRoutes } from './memory-routes.ts'
import { openPaths } from './paths.ts'
import { projectRoutes } from './projects.ts'
import { ragRoutes } from './rag/routes.ts'
import { settingsRoutes } from './settings-routes.ts'
import { openChatSocket, openTestSocket } from './socket.ts'
import { withItsTokens } from './tokens.ts'
import { tokenRoutes } from './token-routes.ts'

const callers = new WeakMap<Mount, EnterCaller>()

/** The same for the routes and the sockets of one place. */
function callersOf(mount: Mount): EnterCaller {
  const known = callers.get(mount) ?? openCallers(mount)
  callers.set(mount, known)
  return known
}

/** The API of Mini-Chatbox, whose clients do not sign in: a chat with documents and tools. */
export const miniChatbox: Dialect = {
  name: 'mini-chatbox',
  routes(http, mount) {
    const { app } = mount
    const enter = callersOf(mount)
    if (mount.isOwnPort) allowOwnPages(http, itsPages)
    refuseStrangePages(http)
    readForms(http)
    openPaths(http)('GET', '/health', () => ({ status: 'ok', timestamp: app.now().toISOString() }))
    chatRoutes(http, mount, enter)
    conversationRoutes(http, enter)
    memoryRoutes(http, app, enter)
    cacheRoutes(http, enter)
    mediaRoutes(http, enter)
    projectRoutes(http, enter)
    ragRoutes(http, app, enter)
    mcpRoutes(http, app, enter)
    settingsRoutes(http, app, enter)
    tokenRoutes(http, withItsTokens(app))
    // Callers who sign in there manage shared data, wherever the operator opened it.
    adminRoutes(http, app, openCallers({ ...mount, isOwnPort: true }))
  },
  sendError,
  sendNotFound: (_request, reply) => reply.code(404).send({ error: 'Not found.', detail: 'Not found.' }),
  territory: ['/api/rag/*', '/api/mcp/*', '/api/conversations/*', '/api/conversation/*', '/api/settings/*'],
  sockets(mount) {
    const enter = callersOf(mount)
    const shared = { protocols: [], ...(mount.isOwnPort && { origins: itsPages.origins }) }
    return ['', '/'].flatMap((slash) => [
      { ...shared, path: `/ws/chat${slash}`, accept: openChatSocket(mount, enter) },
      { ...shared, path: `/ws/test-stream${slash}`, accept: openTestSocket(mount) },
    ])
  },
}
