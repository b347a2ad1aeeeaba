import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { extname } from 'node:path'
import type { FastifyInstance } from 'fastify'

interface StaticPage {
  /** Contains `page.html`, in which `{{root}}` stands for the dialect's path, and its scripts and styles. */
  readonly folder: URL
  /** Where the page is, and below which path its files are. */
  readonly path: string
  readonly files: string
}

const TYPES: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.css': 'text/css' }

/** Everything comes from this server, and only these files are executed or applied. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** Serves a page of an older system. It needs no permission: its calls do. */
export function serveStaticPage(http: FastifyInstance, { folder, path, files }: StaticPage) {
  const read = (name: string) => readFileSync(new URL(name, folder), 'utf8')
  const page = read('page.html').replaceAll('{{root}}', http.prefix)
  http.get(path, (_request, reply) =>
    reply.type('text/html; charset=utf-8').header('content-security-policy', POLICY).send(page),
  )
  for (const name of readdirSync(folder)) {
    const type = TYPES[extname(name)]
    if (type === undefined) continue
    const content = read(name)
    const tag = `"${createHash('sha256').update(content).digest('base64url')}"`
    http.get(`${files}/${name}`, (request, reply) => {
      reply.header('etag', tag).header('cache-control', 'no-cache')
      if (request.headers['if-none-match'] === tag) return reply.code(304).send()
      return reply.type(`${type}; charset=utf-8`).send(content)
    })
  }
}
