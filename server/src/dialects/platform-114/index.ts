import type { Application } from '#kernel/application.ts'
import type { Dialect } from '../dialect.ts'
import { authRoutes } from './auth.ts'
import { chatRoutes } from './chat.ts'
import { conversationRoutes } from './conversations.ts'
import { allowOwnPages } from '../kit/own-pages.ts'
import { itsPages } from './cors.ts'
import { documentRoutes } from './documents.ts'
import { sendError } from './faults.ts'
import { tenantRoutes } from './tenants.ts'

const DAY_MS = 24 * 3_600_000

/** Its clients expect tokens of this lifetime, and not all of them can refresh. */
const withItsTokens = (app: Application): Application => ({
  ...app,
  settings: { ...app.settings, accessTokenLifetimeMs: DAY_MS, tokenAudience: 'platform-114' },
})

/** The API of the 114 platform: companies, their documents, and answers from them. */
export const platform114: Dialect = {
  name: 'platform-114',
  routes(http, { app, isOwnPort }) {
    if (isOwnPort) allowOwnPages(http, itsPages)
    const itsApp = withItsTokens(app)
    http.get('/', () => ({ message: '114 多企業智能客服平台 API', version: '1.0.0', status: 'running' }))
    http.get('/health', () => ({ status: 'healthy', service: 'AI Platform Backend' }))
    authRoutes(http, itsApp)
    tenantRoutes(http, itsApp)
    documentRoutes(http, itsApp, isOwnPort)
    chatRoutes(http, itsApp)
    conversationRoutes(http, itsApp)
  },
  sendError,
  sendNotFound: (_request, reply) => reply.code(404).send({ success: false, message: '資源不存在' }),
  territory: ['/v1/tenants/*'],
}
