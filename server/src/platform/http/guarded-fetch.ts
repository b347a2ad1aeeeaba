import { lookup as lookUp, type LookupAddress, type LookupOptions } from 'node:dns'
import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from 'node:http'
import { Agent as HttpsAgent, request as requestHttps } from 'node:https'
import { Readable } from 'node:stream'
import { isPlainlyPrivate, isPublicAddress } from './public-address.ts'

/** Code of the error for an address that may not be reached. It stands where a network error has its own. */
export const PRIVATE_ADDRESS = 'ERR_PRIVATE_ADDRESS'

const REDIRECTS_MAX = 5
const IDLE_MS = 4_000

type LookUp = (
  hostname: string,
  options: LookupOptions & { all: true },
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void

export interface GuardOptions {
  /** Hosts that the operator vouches for, as they stand in URLs; `*` for all. They may be anywhere. */
  allowedHosts: readonly string[]
  /** Replaces the resolver, for tests. */
  lookUp?: LookUp
}

/**
 * A `fetch` for addresses that come from people who may not look into this server's own network. Only http and https
 * to addresses of the public internet, judged where the connection is made: after the look-up, by what was looked up,
 * so a name that changes its mind in between changes nothing. A redirect is followed only when `redirect` is
 * `follow`, is judged like any address, and carries no key to another host. Bodies are text or bytes; answers arrive as they
 * are sent, not decompressed. Throws TypeError like fetch, with `cause.code` PRIVATE_ADDRESS for what is refused, or
 * the signal's reason.
 */
export function openGuardedFetch({ allowedHosts, lookUp: resolve = lookUp }: GuardOptions): typeof fetch {
  const agents = {
    'http:': new HttpAgent({ keepAlive: true, timeout: IDLE_MS }),
    'https:': new HttpsAgent({ keepAlive: true, timeout: IDLE_MS }),
  }
  const isAllowed = (hostname: string) => allowedHosts.includes('*') || allowedHosts.includes(hostname)

  /** In the place of the resolver: what it finds is what is connected to. */
  const guardedLookUp = (
    hostname: string,
    options: LookupOptions,
    done: (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void,
  ) =>
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return done(error, [])
      const isFine = isAllowed(hostname) || addresses.every(({ address }) => isPublicAddress(address))
      const [first] = addresses
      if (!isFine || !first) return done(refusal(hostname), [])
      if (options.all) return done(null, addresses)
      return done(null, first.address, first.family)
    })

  const requestOnce = (url: URL, init: RequestInit): Promise<Response> => {
    const { protocol, hostname } = url
    if (protocol !== 'http:' && protocol !== 'https:') throw failed(refusal(url.protocol))
    if (!isAllowed(hostname) && isPlainlyPrivate(hostname)) throw failed(refusal(hostname))
    const { signal } = init
    signal?.throwIfAborted()
    return new Promise((resolveResponse, reject) => {
      const send = protocol === 'https:' ? requestHttps : requestHttp
      const request = send(url, {
        method: init.method ?? 'GET',
        headers: Object.fromEntries(new Headers(init.headers)),
        agent: agents[protocol],
        lookup: guardedLookUp,
        ...(signal && { signal }),
      })
      request.on('response', (message) => resolveResponse(responseOf(message)))
      request.on('error', (error) => reject(signal?.aborted ? signal.reason : failed(error)))
      request.end(bodyOf(init.body))
    })
  }

  return async (input, init = {}) => {
    let url = new URL(input instanceof Request ? input.url : input)
    let sent: RequestInit = init
    for (let hops = 0; ; hops += 1) {
      const response = await requestOnce(url, sent)
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
}

const refusal = (host: string): NodeJS.ErrnoException =>
  Object.assign(new Error(`${host} is not an address of the public internet.`), { code: PRIVATE_ADDRESS })

const failed = (cause: Error) => new TypeError('fetch failed', { cause })

/** What is sent on: nothing that was meant for the first host alone, and no body where a redirect asks for a page. */
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

const WITHOUT_BODY = new Set([204, 205, 304])

function responseOf(message: IncomingMessage): Response {
  const status = message.statusCode ?? 0
  const headers = new Headers()
  for (let at = 0; at + 1 < message.rawHeaders.length; at += 2)
    headers.append(message.rawHeaders[at] ?? '', message.rawHeaders[at + 1] ?? '')
  if (WITHOUT_BODY.has(status)) {
    message.resume()
    return new Response(null, { status, headers })
  }
  return new Response(Readable.toWeb(message) as ReadableStream<Uint8Array>, { status, headers })
}
