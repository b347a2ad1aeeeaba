import type { FastifyInstance } from 'fastify'
import type { Mount } from '../dialect.ts'

/** The page carries its own style, loads nothing and must not be framed. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** The OpenAPI document and the page for people. Both are made for the first request: most servers never get one. */
export function documentRoutes(http: FastifyInstance, { app }: Mount) {
  let made: ReturnType<typeof makeDocuments> | null = null
  const documents = () => (made ??= makeDocuments(app))
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

async function makeDocuments({ settings, useCases }: Mount['app']) {
  const [{ openApiDocument }, { docsPage }] = await Promise.all([
    import('./openapi/document.ts'),
    import('./docs-page.ts'),
  ])
  const document = openApiDocument(settings.version, useCases)
  // Serialized once: it is long, and anyone may request it.
  return { document: Buffer.from(JSON.stringify(document)), page: docsPage(document) }
}
