import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { sendFault } from '#dialects/native/index.ts'
import { enterAnonymously } from '#dialects/kit/visit.ts'
import { readDoor } from '#features/widgets/index.ts'
import type { Application } from '#kernel/application.ts'
import { asFault } from '#kernel/fault.ts'

const directory = fileURLToPath(new URL('../../../widget/dist/', import.meta.url))

/** The frame runs only our own script and calls only us; the widget decides who may frame it. */
const policyFor = (ancestors: readonly string[]) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' blob:",
    "media-src 'self' blob:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors 'self'${ancestors.map((origin) => ` ${origin}`).join('')}`,
  ].join('; ')

/** Serves the embeddable chat: its script at `/widget.js`, and the frame that the script opens. */
export async function serveWidget(http: FastifyInstance, app: Application) {
  if (!existsSync(`${directory}frame.html`)) return
  await http.register(fastifyStatic, {
    root: `${directory}assets/`,
    prefix: '/widget/assets/',
    decorateReply: false,
    index: false,
    preCompressed: true,
    // File names carry a hash of their content.
    immutable: true,
    maxAge: '365d',
  })
  await http.register(async (inner) => {
    inner.setErrorHandler((error, request, reply) => sendFault(asFault(error), request, reply))
    await inner.register(fastifyStatic, {
      root: directory,
      serve: false,
      preCompressed: true,
      cacheControl: false,
    })
    inner.get('/widget.js', (_request, reply) =>
      reply
        .header('cache-control', 'public, max-age=3600, stale-while-revalidate=604800')
        // Any page may load it, also with subresource integrity; it contains no secrets.
        .header('access-control-allow-origin', '*')
        .header('cross-origin-resource-policy', 'cross-origin')
        .sendFile('loader.js'),
    )
    inner.get('/widget/frame', async (request, reply) => {
      const { key = '' } = request.query as { key?: string }
      const { allowedOrigins } = await readDoor(enterAnonymously(app, request), { key: String(key) })
      return reply
        .header('content-security-policy', policyFor(allowedOrigins))
        .header('cache-control', 'no-cache')
        .sendFile('frame.html')
    })
  })
}
