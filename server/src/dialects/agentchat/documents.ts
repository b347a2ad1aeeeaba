import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import { docsPage } from './docs-page.ts'
import { openApiDocument } from './openapi.ts'

const read = (name: string) =>
  readFileSync(new URL(`../../../pages/agentchat/${name}`, import.meta.url), 'utf8')
const script = read('script.js')
// A single response contains the whole page, so it works wherever it is mounted.
const chatPage = read('page.html')
  .replace('<style></style>', () => `<style>${read('style.css')}</style>`)
  .replace('<script></script>', () => `<script>${script}</script>`)

const policyWith = (scripts: string) =>
  `default-src 'none'; script-src ${scripts}; style-src 'unsafe-inline'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`
const chatPolicy = policyWith(`'sha256-${createHash('sha256').update(script).digest('base64')}'`)
const docsPolicy = policyWith("'none'")

/** The pages for people and the OpenAPI document. They need no permission: the chat page's calls do. */
export function documentRoutes(http: FastifyInstance) {
  // Created on request, which is rare.
  const document = () => openApiDocument(http.prefix)
  const docs = () => docsPage(document(), http.prefix)
  const servePage = (path: string, page: () => string, policy: string) =>
    http.get(path, (_request, reply) =>
      reply.type('text/html; charset=utf-8').header('content-security-policy', policy).send(page()),
    )
  servePage('/', () => chatPage, chatPolicy)
  servePage('/docs', docs, docsPolicy)
  servePage('/redoc', docs, docsPolicy)
  http.get('/openapi.json', document)
}
