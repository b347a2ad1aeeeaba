import type { FastifyInstance } from 'fastify'

/** The origins of an older system's pages during its development. */
interface OwnPages {
  readonly origins: readonly string[]
  readonly methods: string
  /** Response headers that they read. */
  readonly exposed?: string
  /** For how long a browser may cache a preflight. */
  readonly preflightSeconds?: string
}

export const onThisMachine = (ports: readonly number[]): string[] =>
  ports.flatMap((port) => [`http://localhost:${port}`, `http://127.0.0.1:${port}`])

/**
 * Allows those pages to call; others are allowed for the whole server. No cookie opens anything here, so none can be
 * abused.
 */
export function allowOwnPages(http: FastifyInstance, pages: OwnPages) {
  http.addHook('onRequest', async (request, reply) => {
    const { origin } = request.headers
    if (origin === undefined || !pages.origins.includes(origin)) return
    reply
      .header('access-control-allow-origin', origin)
      .header('access-control-allow-credentials', 'true')
      .header('vary', 'Origin')
    if (pages.exposed !== undefined) reply.header('access-control-expose-headers', pages.exposed)
    if (request.method !== 'OPTIONS') return
    if (pages.preflightSeconds !== undefined) reply.header('access-control-max-age', pages.preflightSeconds)
    await reply
      .header('access-control-allow-methods', pages.methods)
      .header('access-control-allow-headers', 'authorization, content-type')
      .code(204)
      .send()
  })
}
