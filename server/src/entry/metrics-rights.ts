import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { Fault, unauthenticated } from '#kernel/fault.ts'
import type { Config } from '#server/config.ts'

export type MetricsRights = Pick<Config, 'metricsToken' | 'trustedProxies'>

/** Throws Fault unless the token is presented or, if there is none, the call comes from this machine itself. */
export function refuseMetrics(request: FastifyRequest, rights: MetricsRights): void {
  if (mayRead(request, rights)) return
  throw rights.metricsToken
    ? unauthenticated('Send the metrics token as a bearer token.')
    : new Fault('not_found', 'Not found.')
}

function mayRead(
  { headers, socket }: FastifyRequest,
  { metricsToken, trustedProxies }: MetricsRights,
): boolean {
  if (metricsToken)
    return isSame(/^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? '', metricsToken.reveal())
  // A proxy on this machine also calls from this machine, on behalf of others.
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
