import type { FastifyInstance } from 'fastify'
import type { Mount } from '../dialect.ts'
import { docsPage } from './docs-page.ts'
import { openApiDocument } from './openapi/document.ts'

/** It has its style in itself and needs nothing else, nor a page around it. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** The description for machines and the page for people, made when somebody first asks: most servers never are. */
export function documentRoutes(http: FastifyInstance, { app }: Mount) {
  let made: Promise<{ document: Buffer; page: string }> | null = null
  const documents = () => {
    made ??= openApiDocument(app.settings.version, app.useCases).then((document) => ({
      // The same bytes for all who ask: it is long, and anybody may.
      document: Buffer.from(JSON.stringify(document)),
      page: docsPage(document),
    }))
    return made
  }
  http.get('/openapi.json', async (_request, reply) =>
    reply.type('application/json; charset=utf-8').send((await documents()).document),
  )
  http.get('/docs', async (_request, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', POLICY)
      .send((await documents()).page),
  )
}
