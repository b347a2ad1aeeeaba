import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'

/** What is wrong with a request's Host header; null: nothing. */
export type HostErrorCode = 'repeated' | 'foreign' | null

/** Judges the `Host` of a request. */
export type HostRule = (request: Pick<IncomingMessage, 'headers' | 'rawHeaders'>) => HostErrorCode

/** Whether it is a valid entry: a name, `*.` before a name for all its subdomains, or `*` for every name. */
export const isHostEntry = (entry: string): boolean =>
  entry === '*' ||
  /^(\*\.)?[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*$/i.test(entry)

/**
 * The names by which this server may be called: any address, `localhost` and its subdomains, and the given names, as
 * accepted by `isHostEntry`. A malicious page can point its own name to this machine, and the browser then treats both
 * as one origin; that works neither with an address nor with a name that is not its own. A request without `Host` never
 * comes from a page.
 */
export function hostRule(entries: readonly string[]): HostRule {
  const names = new Set(['localhost', '*.localhost', ...entries.map((entry) => entry.toLowerCase())])
  const isListed = (name: string) =>
    names.has('*') ||
    names.has(name) ||
    Array.from(name.matchAll(/\./g), ({ index }) => `*${name.slice(index)}`).some((one) => names.has(one))

  return ({ headers, rawHeaders }) => {
    if (rawHeaders.filter((text, at) => at % 2 === 0 && text.toLowerCase() === 'host').length > 1)
      return 'repeated'
    const name = nameOf(headers.host ?? '')
    return name === '' || isIP(name) !== 0 || isListed(name) ? null : 'foreign'
  }
}

const NAME_CHARACTERS = 253

/** Without its port, its brackets and the dot of a full name. */
const nameOf = (host: string): string =>
  host
    .slice(0, NAME_CHARACTERS + ':65535'.length)
    .toLowerCase()
    .replace(/:\d*$/, '')
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
