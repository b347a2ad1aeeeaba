import { isHostEntry } from '#platform/http/host-names.ts'
import { isListable } from '#platform/http/listed-hosts.ts'
import { isProxyEntry, networks } from '#platform/http/trusted-proxies.ts'
import type { Variables } from './environment.ts'
import { listOf } from './list-of.ts'
import { ConfigRefused } from './refused.ts'

/** The trusted proxies. Throws ConfigRefused. */
export function proxiesFrom(entries: string | undefined): string[] {
  const proxies = listOf(entries)
  const wrong = proxies.find((entry) => !isProxyEntry(entry))
  if (wrong !== undefined)
    throw new ConfigRefused(
      `TRUST_PROXY must name addresses, networks such as 10.0.0.0/8, or ${Object.keys(networks).join(', ')}, not "${wrong}".`,
    )
  return proxies
}

/** The names by which the server may be called. Throws ConfigRefused. */
export function hostsFrom(entries: string | undefined): string[] {
  const hosts = listOf(entries)
  const wrong = hosts.find((entry) => !isHostEntry(entry))
  if (wrong !== undefined)
    throw new ConfigRefused(
      `PARLEY_ALLOWED_HOSTS must list names such as chat.example.com or *.example.com, without a port, not "${wrong}".`,
    )
  return hosts
}

/** The hosts in private networks that may be reached, with their ports. Throws ConfigRefused. */
export function privateHostsFrom(
  variable: 'PARLEY_PRIVATE_HOSTS' | 'PARLEY_PRIVATE_PAGE_HOSTS',
  read: Variables,
): string[] {
  const hosts = listOf(read[variable])
  const wrong = hosts.find((entry) => !isListable(entry))
  if (wrong !== undefined)
    throw new ConfigRefused(
      `${variable} must list hosts such as 10.0.0.7:11434 (no port means 80 and 443, :* means every port), not "${wrong}".`,
    )
  return hosts
}
