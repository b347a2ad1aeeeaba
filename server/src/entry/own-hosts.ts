import type { FastifyInstance } from 'fastify'
import { sendFault } from '#dialects/native/index.ts'
import { type Fault, forbidden, invalidInput } from '#kernel/fault.ts'
import { type HostRule, hostRule, type HostErrorCode } from '#platform/http/host-names.ts'
import type { Config } from '#server/config.ts'

const PROBES: ReadonlySet<string | undefined> = new Set(['/healthz', '/readyz'])

/** By which names a server may be called that is configured so. */
export const ownHosts = ({ host, publicUrl, allowedHosts }: Config): HostRule =>
  hostRule([host, ...(publicUrl === null ? [] : [new URL(publicUrl).hostname]), ...allowedHosts])

/** The message to the caller. */
export const refusalOf = (errorCode: Exclude<HostErrorCode, null>): Fault =>
  errorCode === 'repeated'
    ? invalidInput('Send one Host header.')
    : forbidden(
        'This host name is not allowed. The administrator of this server can add it to PARLEY_ALLOWED_HOSTS or set PARLEY_PUBLIC_URL.',
      )

/**
 * Refuses calls with other host names, which reach no dialect: the message is for the operator. Load balancers' health
 * checks under their own names reveal nothing to a page.
 */
export function refuseForeignHosts(http: FastifyInstance, judge: HostRule) {
  http.addHook('onRequest', async (request, reply) => {
    const errorCode = judge(request.raw)
    if (errorCode === null || (errorCode === 'foreign' && PROBES.has(request.routeOptions.url))) return
    await sendFault(refusalOf(errorCode), request, reply)
  })
}
