import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'

/** What is wrong with the name that a request calls this server by; null: nothing. */
export type HostErrorCode = 'repeated' | 'foreign' | null

/** Judges the `Host` of a request. */
export type HostRule = (request: Pick<IncomingMessage, 'headers' | 'rawHeaders'>) => HostErrorCode

/** Whether it can be listed: a name, `*.` before a name for all below it, or `*` for every name. */
export const isHostEntry = (entry: string): boolean =>
  entry === '*' ||
  /^(\*\.)?[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*$/i.test(entry)

/**
 * By which names this server may be called: any address, `localhost` and what is below it, and the names given, as
 * `isHostEntry` takes them. A stranger's page can make its own name lead to this machine, and the browser then takes the
 * two for one; it can do so with no address, and with no name that is not its own. A request without `Host` is no page's.
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
