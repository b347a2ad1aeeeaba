import { isHostEntry } from '#platform/http/host-names.ts'
import { isProxyEntry, networks } from '#platform/http/trusted-proxies.ts'
import { listOf } from './list-of.ts'
import { ConfigRefused } from './refused.ts'

/** The proxies that are believed about who calls. Throws ConfigRefused. */
export function proxiesFrom(entries: string | undefined): string[] {
  const proxies = listOf(entries)
  const wrong = proxies.find((entry) => !isProxyEntry(entry))
  if (wrong !== undefined)
    throw new ConfigRefused(
      `TRUST_PROXY: "${wrong}" is no address, no network such as 10.0.0.0/8, and none of ${Object.keys(networks).join(', ')}`,
    )
  return proxies
}

/** The names by which the server may be called. Throws ConfigRefused. */
export function hostsFrom(entries: string | undefined): string[] {
  const hosts = listOf(entries)
  const wrong = hosts.find((entry) => !isHostEntry(entry))
  if (wrong !== undefined)
    throw new ConfigRefused(
      `PARLEY_ALLOWED_HOSTS: "${wrong}" is not a name such as chat.example.com or *.example.com, without a port`,
    )
  return hosts
}
