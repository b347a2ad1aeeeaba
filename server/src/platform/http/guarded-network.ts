import { lookup as lookUp, type LookupAddress, type LookupOptions } from 'node:dns'
import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { Readable } from 'node:stream'
import { failed, type HttpAnswer, type HttpCall, type HttpRequest, type Network, openCalls } from './call.ts'
import { isListedAddress } from './listed-hosts.ts'
import { isPlainlyPrivate, isPublicAddress } from './public-address.ts'

/** The error code for an address that may not be reached, in the place of a network error's code. */
export const PRIVATE_ADDRESS = 'ERR_PRIVATE_ADDRESS'

const REDIRECTS_MAX = 5
const IDLE_MS = 4_000

type LookUp = (
  hostname: string,
  options: LookupOptions & { all: true },
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void

export interface GuardOptions {
  /** Hosts and ports that the operator vouches for, as `isListedAddress` reads them. They may be anywhere. */
  allowedHosts: readonly string[]
  /** Replaces the resolver, for tests. */
  lookUp?: LookUp
}

/**
 * A network for addresses from people who must not reach this server's own network. Only http and https to public
 * addresses, checked when connecting: after the DNS look-up, by its result, so a name that changes its address in
 * between gains nothing. Fetch follows a redirect only if `redirect` is `follow`, checks it like any address, and sends
 * no credentials to another host. Bodies are text or bytes; responses are not decompressed. Throws TypeError like
 * fetch, with `cause.code` PRIVATE_ADDRESS for a refused address, or the signal's reason.
 */
export function openGuardedNetwork(options: GuardOptions): Network {
  const call = guardedCalls(options)
  return { call, fetch: fetchOver(call) }
}

function guardedCalls({ allowedHosts, lookUp: resolve = lookUp }: GuardOptions): HttpCall {
  /** Replaces the resolver: its result is the address that is connected to. */
  const guardedLookUp = (hostname: string, options: LookupOptions, done: Found) =>
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return done(error, [])
      const isFine = addresses.every(({ address }) => isPublicAddress(address))
      const [first] = addresses
      if (!isFine || !first) return done(refusal(hostname), [])
      if (options.all) return done(null, addresses)
      return done(null, first.address, first.family)
    })

  const judged = openCalls({ agents: agents(), lookup: guardedLookUp })
  // Separate connections: an address listed with its port must not be reachable otherwise.
  const listed = openCalls({ agents: agents(), lookup: freeLookUp(resolve) })
  return async (address, request) => {
    const { hostname, protocol } = new URL(address)
    if (protocol !== 'http:' && protocol !== 'https:') throw failed(refusal(protocol))
    if (isListedAddress(allowedHosts, address)) return listed(address, request)
    if (isPlainlyPrivate(hostname)) throw failed(refusal(hostname))
    return judged(address, request)
  }
}

const agents = () => ({
  'http:': new HttpAgent({ keepAlive: true, timeout: IDLE_MS }),
  'https:': new HttpsAgent({ keepAlive: true, timeout: IDLE_MS }),
})

type Found = (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void

const freeLookUp = (resolve: LookUp) => (hostname: string, options: LookupOptions, done: Found) =>
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    const [first] = addresses ?? []
    if (error || !first) return done(error ?? refusal(hostname), [])
    if (options.all) return done(null, addresses)
    return done(null, first.address, first.family)
  })

const fetchOver =
  (call: HttpCall): typeof fetch =>
  async (input, init = {}) => {
    let url = new URL(input instanceof Request ? input.url : input)
    let sent: RequestInit = init
    for (let hops = 0; ; hops += 1) {
      const response = responseOf(await call(url, requestOf(sent)))
      const location = response.headers.get('location')
      const isRedirect = [301, 302, 303, 307, 308].includes(response.status) && location !== null
      if (!isRedirect || init.redirect !== 'follow') return response
      await response.body?.cancel()
      if (hops === REDIRECTS_MAX) throw failed(new Error('Too many redirects.'))
      const next = new URL(location, url)
      sent = forRedirect(sent, response.status, next.host !== url.host)
      url = next
    }
  }

const refusal = (host: string): NodeJS.ErrnoException =>
  Object.assign(new Error(`${host} is not a public internet address.`), { code: PRIVATE_ADDRESS })

/**
 * The request after a redirect: without headers meant for the first host alone, and without a body if the redirect asks
 * for a GET.
 */
function forRedirect(init: RequestInit, status: number, isElsewhere: boolean): RequestInit {
  const headers = new Headers(init.headers)
  if (isElsewhere)
    for (const name of ['authorization', 'cookie', 'x-api-key', 'api-key']) headers.delete(name)
  if (status >= 307) return { ...init, headers }
  for (const name of ['content-type', 'content-length']) headers.delete(name)
  const { body: _, ...rest } = init
  return { ...rest, headers, method: init.method === 'HEAD' ? 'HEAD' : 'GET' }
}

function bodyOf(body: RequestInit['body']): string | Uint8Array | undefined {
  if (body === undefined || body === null) return undefined
  if (typeof body === 'string' || body instanceof Uint8Array) return body
  throw new TypeError('The guarded fetch sends text and bytes only.')
}

const requestOf = ({ method, headers, body, signal }: RequestInit): HttpRequest => {
  const bytes = bodyOf(body)
  return {
    headers: Object.fromEntries(new Headers(headers)),
    ...(method !== undefined && { method }),
    ...(bytes !== undefined && { body: bytes }),
    ...(signal && { signal }),
  }
}

const WITHOUT_BODY = new Set([204, 205, 304])

function responseOf({ status, rawHeaders, body }: HttpAnswer): Response {
  const headers = new Headers()
  for (let at = 0; at + 1 < rawHeaders.length; at += 2)
    headers.append(rawHeaders[at] ?? '', rawHeaders[at + 1] ?? '')
  if (!WITHOUT_BODY.has(status))
    return new Response(Readable.toWeb(body) as ReadableStream<Uint8Array>, { status, headers })
  body.resume()
  return new Response(null, { status, headers })
}
