import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'

const read = (name: string) => readFileSync(new URL(`./page/${name}`, import.meta.url), 'utf8')
const page = read('page.html')
const files = {
  'words.js': 'text/javascript',
  'chat.js': 'text/javascript',
  'styles.css': 'text/css',
} as const

/** Everything comes from here, and nothing but these files is run or painted. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** The page for people. It needs nobody's leave: its calls do. */
export function pageRoutes(http: FastifyInstance) {
  const atHome = page.replaceAll('{{root}}', http.prefix)
  http.get('/', (_request, reply) =>
    reply.type('text/html; charset=utf-8').header('content-security-policy', POLICY).send(atHome),
  )
  for (const [name, type] of Object.entries(files)) {
    const content = read(name)
    const tag = `"${createHash('sha256').update(content).digest('base64url')}"`
    http.get(`/static/${name}`, (request, reply) => {
      reply.header('etag', tag).header('cache-control', 'no-cache')
      if (request.headers['if-none-match'] === tag) return reply.code(304).send()
      return reply.type(`${type}; charset=utf-8`).send(content)
    })
  }
}
