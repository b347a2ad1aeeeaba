import type { Dialect, Mount } from '../dialect.ts'
import { analyticsRoutes } from './admin/analytics-routes.ts'
import { conversationRoutes } from './admin/conversation-routes.ts'
import { customerRoutes } from './admin/customer-routes.ts'
import { userRoutes } from './admin/user-routes.ts'
import { userAccessRoutes } from './admin/user-access-routes.ts'
import { authRoutes } from './auth.ts'
import { chatRoutes } from './chat-routes.ts'
import { allowOwnPages } from '../kit/own-pages.ts'
import { itsPages } from './cors.ts'
import { envelope, sendError } from './faults.ts'
import { carryHeaders } from './headers.ts'
import { limitCalls } from './limits.ts'
import { openAdminSocket } from './socket/admin-socket.ts'
import { openVisitorSocket } from './socket/visitor-socket.ts'
import { greeting, systemRoutes } from './system.ts'

const HOUR_MS = 3_600_000

/** Its clients' tokens live for an hour and a week, and one refresh token is good for all of that week. */
const withItsTokens = (mount: Mount): Mount => {
  const settings = {
    ...mount.app.settings,
    accessTokenLifetimeMs: HOUR_MS,
    refreshTokenLifetimeMs: 7 * 24 * HOUR_MS,
    keepsRefreshTokens: true,
    tokenAudience: 'chat-api',
  }
  return { ...mount, app: { ...mount.app, settings } }
}

/** The Chat API of OpenChatAgent: customers who write, an AI that answers, and a desk that takes over. */
export const chatApi: Dialect = {
  name: 'chat-api',
  routes(http, mount) {
    const itsMount = withItsTokens(mount)
    const { app } = itsMount
    if (mount.isOwnPort) allowOwnPages(http, itsPages)
    carryHeaders(http, app)
    limitCalls(http, app)
    systemRoutes(http, itsMount)
    authRoutes(http, app)
    chatRoutes(http, itsMount)
    conversationRoutes(http, app)
    userRoutes(http, app)
    userAccessRoutes(http, app)
    customerRoutes(http, app)
    analyticsRoutes(http, app)
  },
  sendError,
  greeting,
  sendNotFound: (_request, reply) => reply.code(404).send(envelope('HTTP_ERROR', 'Not Found')),
  territory: ['/api/v1/*'],
  sockets(mount) {
    const itsMount = withItsTokens(mount)
    const asVisitor = openVisitorSocket(itsMount)
    const shared = { protocols: [], ...(mount.isOwnPort && { origins: itsPages.origins }) }
    return [
      { ...shared, path: '/ws', accept: (socket, request) => asVisitor(socket, request, null) },
      {
        ...shared,
        path: '/ws/chat/',
        isPrefix: true,
        accept: (socket, request) => asVisitor(socket, request, lastPart(request.url ?? '')),
      },
      { ...shared, path: '/ws/admin', accept: openAdminSocket(itsMount) },
    ]
  },
}

const SESSION_CHARACTERS = 100

function lastPart(url: string): string | null {
  try {
    const [path = ''] = url.split('?')
    return decodeURIComponent(path.slice(path.lastIndexOf('/') + 1)).slice(0, SESSION_CHARACTERS) || null
  } catch {
    return null
  }
}
