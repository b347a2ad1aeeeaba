import type { FastifyInstance } from 'fastify'
import type { Application } from '#kernel/application.ts'
import type { EnterCaller } from '../caller.ts'
import { documentRoutes } from './document-routes.ts'
import { ingestRoutes } from './ingest-routes.ts'
import { searchRoutes } from './search-routes.ts'
import { sourceRoutes } from './source-routes.ts'
import { systemRoutes } from './system-routes.ts'

/** The knowledge base: sources, documents, search, and status. */
export function ragRoutes(http: FastifyInstance, app: Application, enter: EnterCaller) {
  sourceRoutes(http, enter)
  documentRoutes(http, enter)
  ingestRoutes(http, enter)
  searchRoutes(http, enter)
  systemRoutes(http, app, enter)
}
