import { invalidInput } from '#kernel/fault.ts'

const LABEL = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/
const ANY_BELOW = '*.'

/** The parts of an origin as browsers write it; null for an invalid one. */
function partsOf(text: string): { protocol: string; host: string; port: string } | null {
  try {
    const url = new URL(text)
    const isBare = url.origin === text.toLowerCase().replace(/\/$/, '') || isDefaultPort(url, text)
    return ['https:', 'http:'].includes(url.protocol) && isBare
      ? { protocol: url.protocol, host: url.hostname, port: url.port }
      : null
  } catch {
    return null
  }
}

/** The default port may be written. */
const isDefaultPort = ({ origin, protocol }: URL, text: string): boolean =>
  text.toLowerCase().replace(/\/$/, '') === `${origin}:${protocol === 'https:' ? 443 : 80}`

const write = ({ protocol, host, port }: { protocol: string; host: string; port: string }) =>
  `${protocol}//${host}${port === '' ? '' : `:${port}`}`

/**
 * The canonical form of allowed pages, as browsers write their origin: `https://shop.example.com`, or
 * `https://*.example.com` for all subdomains. Safe in a content security policy. Throws Fault `invalid_input`.
 */
export function canonicalOrigin(text: string): string {
  const [scheme = '', rest = ''] = text.split('://')
  const isPattern = rest.startsWith(ANY_BELOW)
  const parts = partsOf(isPattern ? `${scheme}://${rest.slice(ANY_BELOW.length)}` : text)
  const labels = parts?.host.split('.') ?? []
  const isName = labels.every((label) => LABEL.test(label))
  if (!parts || !(isName || (!isPattern && parts.host.startsWith('['))) || (isPattern && labels.length < 2)) {
    const message = `${text} is not an origin such as https://shop.example.com or https://*.example.com`
    throw invalidInput(`allowedOrigins: ${message}`, [{ path: 'allowedOrigins', message }])
  }
  return write({ ...parts, host: isPattern ? `${ANY_BELOW}${parts.host}` : parts.host })
}

/** Whether an origin is allowed. `*.example.com` does not include `example.com`. */
export function isAllowedAt(origin: string, allowed: readonly string[]): boolean {
  const asked = partsOf(origin)
  if (!asked) return false
  const written = write(asked)
  return allowed.some((one) => {
    const [protocol = '', rest = ''] = one.split('//')
    if (!rest.startsWith(ANY_BELOW)) return one === written
    return (
      written.startsWith(`${protocol}//`) &&
      written.endsWith(rest.slice(1)) &&
      written.length > protocol.length + 2 + rest.slice(1).length
    )
  })
}
