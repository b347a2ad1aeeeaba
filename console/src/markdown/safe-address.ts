/** Where a link in someone else's text may lead. */
interface SafeAddress {
  href: string
  /** The host to show beside the words, so that they cannot claim another; null within the console. */
  host: string | null
}

/** An address that is safe to offer, or null. Only web pages, mail and this console: no scripts, no data. */
export function safeAddress(href: string, origin: string): SafeAddress | null {
  let address: URL
  try {
    address = new URL(href, origin)
  } catch {
    return null
  }
  if (address.protocol === 'mailto:') return { href: address.href, host: address.pathname }
  if (address.protocol !== 'http:' && address.protocol !== 'https:') return null
  return { href: address.href, host: address.origin === origin ? null : address.host }
}
