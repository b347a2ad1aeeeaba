import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Fault, forbidden, invalidInput } from '#kernel/fault.ts'
import type { Mount } from '../dialect.ts'
import { callingPage, enterStream } from '../kit/visit.ts'

const BODY_LIMIT_BYTES = 4 * 1_048_576

/** One endpoint for everything. Requests are stateless: there are no sessions to keep, to lose or to steal. */
export function doorRoutes(http: FastifyInstance, { app }: Mount) {
  http.addHook('onRequest', async (request, reply) =>
    refuseForeignPage(request, reply, app.settings.publicUrl),
  )

  http.post('/mcp', { bodyLimit: BODY_LIMIT_BYTES }, async (request, reply) => {
    const { scope, leaving } = await enterStream(app, request, reply)
    requireOneCall(request.body)
    // Loaded with the first call: most servers never get one.
    const { serve } = await import('./serve.ts')
    return reply.send(await serve(scope, request, leaving.signal))
  })

  http.route({
    method: ['GET', 'DELETE'],
    url: '/mcp',
    exposeHeadRoute: false,
    handler: (_request, reply) => reply.code(405).header('allow', 'POST').send(),
  })
}

/** A page may call us if the operator listed it, or from our own address. */
async function refuseForeignPage(request: FastifyRequest, reply: FastifyReply, publicUrl: string | null) {
  const page = callingPage(request.headers)
  if (page === null || page.isOwn || reply.getHeader('access-control-allow-origin') === page.origin) return
  if (publicUrl !== null && page.origin === new URL(publicUrl).origin) return
  throw forbidden('This page is not allowed to call the server.')
}

/** The protocol no longer has batches; and there are no notifications to listen to. */
function requireOneCall(body: unknown) {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw invalidInput('Send one JSON-RPC message as application/json.')
  if ('method' in body && body.method === 'subscriptions/listen')
    throw new Fault('precondition_failed', 'This server announces no changes.')
}
