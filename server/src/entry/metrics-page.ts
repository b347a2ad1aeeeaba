import { timingSafeEqual, createHash } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Fault, unauthenticated } from '#kernel/fault.ts'
import { sendFault } from '#dialects/native/index.ts'
import type { OpenApplication } from '#server/app.ts'
import type { Config } from '#server/config.ts'

type Rights = Pick<Config, 'metricsToken' | 'trustedProxies'>

/** `/metrics` for Prometheus: whoever shows the token, or without one whoever asks from this machine itself. */
export function addMetrics(http: FastifyInstance, { metrics }: OpenApplication, rights: Rights) {
  http.get('/metrics', async (request, reply) => {
    if (!mayRead(request, rights)) return sendFault(refusalOf(rights), request, reply)
    return reply.type('text/plain; version=0.0.4; charset=utf-8').send(await metrics.read())
  })
}

const refusalOf = ({ metricsToken }: Rights): Fault =>
  metricsToken
    ? unauthenticated('Show the metrics token as a bearer token.')
    : new Fault('not_found', 'There is nothing here.')

function mayRead({ headers, socket }: FastifyRequest, { metricsToken, trustedProxies }: Rights): boolean {
  if (metricsToken)
    return isSame(/^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? '', metricsToken.reveal())
  // A proxy on this machine asks from this machine too, in the name of whoever asked it.
  const isForwarded = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'].some(
    (name) => headers[name] !== undefined,
  )
  if (isForwarded || trustedProxies.length > 0) return false
  return isLoopback(socket.remoteAddress ?? '') && isOwnName(headers.host ?? '')
}

const isLoopback = (address: string) => /^(::ffff:)?127\.|^::1$/.test(address)
const isOwnName = (host: string) => /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i.test(host)

const digest = (text: string) => createHash('sha256').update(text).digest()
const isSame = (shown: string, token: string) => timingSafeEqual(digest(shown), digest(token))
