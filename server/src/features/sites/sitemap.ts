const ENTRIES_MAX = 50_000
const ENTRY_CHARACTERS_MAX = 4_000
const isMap = /<(?:\w+:)?(?:urlset|sitemapindex)[\s>]/i
const isIndex = /<(?:\w+:)?sitemapindex[\s>]/i
const opening = /<(?:\w{1,20}:)?loc>/gi
const marked = '<![CDATA['
const entities: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
}

/** The addresses in a sitemap: pages or further sitemaps; null if the text is not a sitemap. */
export function sitemapEntries(text: string): { isIndex: boolean; addresses: string[] } | null {
  if (!isMap.test(text.slice(0, 2_000))) return null
  const addresses: string[] = []
  for (const address of locations(text)) if (addresses.push(address) === ENTRIES_MAX) break
  return { isIndex: isIndex.test(text.slice(0, 2_000)), addresses }
}

/**
 * The contents of each location. Looks at every character once: the search for a closing tag never passes the last one.
 */
function* locations(text: string): Generator<string> {
  let at = 0
  for (let seen = 0; seen < 2 * ENTRIES_MAX; seen++) {
    opening.lastIndex = at
    const tag = opening.exec(text)
    const next = tag ? text.indexOf('<', opening.lastIndex) : -1
    if (!tag || next === -1) return
    const isMarked = text.startsWith(marked, next)
    const start = isMarked ? next + marked.length : tag.index + tag[0].length
    const end = isMarked ? text.indexOf(']]>', start) : next
    if (end === -1) return
    at = end
    const address = text.slice(start, Math.min(end, start + ENTRY_CHARACTERS_MAX)).trim()
    if (address !== '' && (isMarked || text[next + 1] === '/'))
      yield address.replace(/&(?:amp|lt|gt|quot|apos);/g, (word) => entities[word] ?? word)
  }
}
