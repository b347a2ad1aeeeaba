const ADDRESS_MAX = 2_000
// Files that a browser shows or saves, but that contain no text.
const unreadable =
  /\.(?:png|jpe?g|gif|webp|svg|ico|avif|mp[34]|webm|mov|avi|wav|ogg|zip|gz|tgz|rar|7z|exe|dmg|apk|iso|css|js|mjs|map|json|woff2?|ttf|otf)$/i

/** The address of a page in its stored form: without the part after `#`. Null if it is not a web page. */
export function pageAddress(reference: string, base?: string): string | null {
  if (!URL.canParse(reference, base)) return null
  const url = new URL(reference, base)
  url.hash = ''
  url.username = ''
  url.password = ''
  const isWeb = url.protocol === 'http:' || url.protocol === 'https:'
  return isWeb && url.href.length <= ADDRESS_MAX ? url.href : null
}

const hostOf = (address: string) => new URL(address).host.replace(/^www\./, '')

/** Whether both have the same host; `www.` and the protocol make no difference. */
export const isSameHost = (a: string, b: string): boolean => hostOf(a) === hostOf(b)

/** Whether a link may lead to something that contains text. */
export const mayBeRead = (address: string): boolean => !unreadable.test(new URL(address).pathname)
