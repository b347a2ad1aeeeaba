import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'

const directory = fileURLToPath(new URL('../../../console/dist/', import.meta.url))

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  // The component library sets styles on elements.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  // Sound and film of messages.
  "media-src 'self' blob:",
  "connect-src 'self'",
  "font-src 'self'",
  // The preview of a widget is the widget.
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

/** Serves the console: its files, and its one page for every address that a person may type or reload. */
export async function serveConsole(http: FastifyInstance) {
  if (!existsSync(`${directory}index.html`)) return
  await http.register(fastifyStatic, {
    root: directory,
    serve: false,
    preCompressed: true,
    // File names carry a hash of their content, all but the page itself.
    immutable: true,
    maxAge: '365d',
  })
  // One route for all of them: there are a thousand, and a route for each makes every start slower.
  const files = new Set(readdirSync(`${directory}assets`))
  http.get<{ Params: { file: string } }>('/assets/:file', ({ params: { file } }, reply) =>
    files.has(file) ? reply.sendFile(`assets/${file}`) : reply.callNotFound(),
  )
  const pages = [
    '/',
    '/setup',
    '/sign-in',
    '/register',
    '/conversations',
    '/projects',
    '/contacts',
    '/knowledge',
    '/agents',
    '/inbox',
    '/reports',
    '/settings',
    '/welcome',
  ]
  for (const page of pages)
    for (const url of page === '/' ? ['/'] : [page, `${page}/*`])
      http.get(url, (_request, reply) =>
        asPage(reply).sendFile('index.html', { maxAge: 0, immutable: false }),
      )
}

const asPage = (reply: FastifyReply) =>
  reply
    .header('content-security-policy', POLICY)
    .header('cross-origin-opener-policy', 'same-origin')
    .header('cache-control', 'no-cache')

/** Where programs call, and are answered as programs are. */
const CALLS = /^\/(v1|compat|assets)\//

/** Shows a page in the console's style for a mistyped address, with a way on. To be added before any route. */
export function serveNotFoundPage(http: FastifyInstance) {
  if (!existsSync(`${directory}index.html`)) return
  const page = readFileSync(`${directory}index.html`, 'utf8')
  http.addHook('onRequest', async (request, reply) => {
    const isPerson = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html')
    if (!request.is404 || !isPerson || CALLS.test(request.url)) return
    await asPage(reply.code(404)).type('text/html; charset=utf-8').send(page)
  })
}
