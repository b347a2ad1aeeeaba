import type { Application } from '#kernel/application.ts'
import type { Dialect } from '../dialect.ts'
import { agentRoutes } from './agents.ts'
import { authRoutes } from './auth.ts'
import { readForms } from './body.ts'
import { chatRoutes } from './chat.ts'
import { sendError } from './faults.ts'
import { refuseOtherMethods } from './methods.ts'
import { oldPageExportRoute } from './old-page-export.ts'
import { oldPageLifeRoutes } from './old-page-life.ts'
import { oldPageSessionRoutes } from './old-page-sessions.ts'
import { serveStaticPage } from '../kit/static-page.ts'
import { sessionRoutes } from './session-routes.ts'

const HOUR_MS = 3_600_000

/** Its clients' tokens live for a day and a week, and one refresh token is good for all of that week. */
const withItsTokens = (app: Application): Application => ({
  ...app,
  settings: {
    ...app.settings,
    accessTokenLifetimeMs: 24 * HOUR_MS,
    refreshTokenLifetimeMs: 7 * 24 * HOUR_MS,
    keepsRefreshTokens: true,
    tokenAudience: 'lingxi',
  },
})

/** The API of Lingxi: companions with a personality, and their sessions. */
export const lingxi: Dialect = {
  name: 'lingxi',
  routes(http, { app }) {
    const itsApp = withItsTokens(app)
    const addresses: string[] = []
    http.addHook('onRoute', ({ url }) => void addresses.push(url.slice(http.prefix.length)))
    readForms(http)
    authRoutes(http, itsApp)
    agentRoutes(http, itsApp)
    chatRoutes(http, itsApp)
    sessionRoutes(http, itsApp)
    oldPageSessionRoutes(http, itsApp)
    oldPageLifeRoutes(http, itsApp)
    oldPageExportRoute(http, itsApp)
    refuseOtherMethods(http, [...addresses])
    serveStaticPage(http, {
      folder: new URL('../../../pages/lingxi/', import.meta.url),
      path: '/',
      files: '/static',
    })
  },
  sendError,
  sendNotFound: (_request, reply) => reply.code(404).send({ detail: 'Not found.' }),
  territory: ['/api/agents/*'],
}
