import type { FastifyInstance } from 'fastify'
import type { Mount } from '../dialect.ts'
import { docsPage } from './docs-page.ts'
import { openApiDocument } from './openapi/document.ts'

/** The page carries its own style, loads nothing and must not be framed. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** The OpenAPI document and the page for people. Both are made for the first request: most servers never get one. */
export function documentRoutes(http: FastifyInstance, { app }: Mount) {
  let made: { readonly document: Buffer; readonly page: string } | null = null
  const documents = () => {
    if (made) return made
    const document = openApiDocument(app.settings.version, app.useCases)
    // Serialized once: it is long, and anyone may request it.
    made = { document: Buffer.from(JSON.stringify(document)), page: docsPage(document) }
    return made
  }
  http.get('/openapi.json', (_request, reply) =>
    reply.type('application/json; charset=utf-8').send(documents().document),
  )
  http.get('/docs', (_request, reply) =>
    reply.type('text/html; charset=utf-8').header('content-security-policy', POLICY).send(documents().page),
  )
}
