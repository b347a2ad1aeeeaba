import type { IncomingMessage } from 'node:http'
import { BlockList, isIP } from 'node:net'

/** Networks by name: this machine, and those that the world cannot reach. */
export const networks: Readonly<Record<string, readonly string[]>> = {
  loopback: ['127.0.0.0/8', '::1/128'],
  linklocal: ['169.254.0.0/16', 'fe80::/10'],
  uniquelocal: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
}

const family = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4')

/** Whether it is a valid entry: an address, a network such as 10.0.0.0/8, or the name of a set. */
export function isProxyEntry(entry: string): boolean {
  if (Object.hasOwn(networks, entry)) return true
  const [address = '', bits = '0', ...more] = entry.split('/')
  const bitsMax = isIP(address) === 6 ? 128 : 32
  return isIP(address) > 0 && more.length === 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= bitsMax
}

/** Whether an address belongs to a trusted proxy. `entries` as in TRUST_PROXY. */
export function trustedProxies(entries: readonly string[]): (address: string) => boolean {
  const list = new BlockList()
  for (const entry of entries.flatMap((one) => networks[one] ?? [one])) {
    const [address = '', bits] = entry.split('/')
    if (bits === undefined) list.addAddress(address, family(address))
    else list.addSubnet(address, Number(bits), family(address))
  }
  return (address) => isIP(address) > 0 && list.check(address, family(address))
}

/**
 * The caller's address: the one reported by the nearest untrusted hop, or the peer itself. Entries further left were
 * written by that caller and prove nothing.
 */
export function callerAddress(
  { headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>,
  isTrusted: (address: string) => boolean,
): string {
  const named = String(headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((address) => address.trim())
    .filter((address) => address !== '')
  let caller = socket.remoteAddress ?? ''
  while (isTrusted(caller)) {
    const next = named.pop()
    // An invalid address says nothing about the caller.
    if (next === undefined || isIP(next) === 0) break
    caller = next
  }
  return caller
}

const callers = new WeakMap<IncomingMessage, string>()

/** Stores the caller's address with a request that becomes a socket. */
export const noteCaller = (request: IncomingMessage, address: string) => void callers.set(request, address)

export const callerOf = (request: IncomingMessage): string =>
  callers.get(request) ?? request.socket.remoteAddress ?? ''
