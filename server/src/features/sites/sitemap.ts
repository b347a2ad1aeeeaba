const ENTRIES_MAX = 50_000
const isMap = /<(?:\w+:)?(?:urlset|sitemapindex)[\s>]/i
const isIndex = /<(?:\w+:)?sitemapindex[\s>]/i
const entry = /<(?:\w+:)?loc>\s*(?:<!\[CDATA\[)?\s*([^<\]]+?)\s*(?:\]\]>)?\s*<\/(?:\w+:)?loc>/gi
const entities: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
}

/** The addresses that a sitemap lists, pages or further sitemaps; null when the text is none. */
export function sitemapEntries(text: string): { isIndex: boolean; addresses: string[] } | null {
  if (!isMap.test(text.slice(0, 2_000))) return null
  const addresses = [...text.matchAll(entry)]
    .slice(0, ENTRIES_MAX)
    .map(([, address = '']) =>
      address.replace(/&(?:amp|lt|gt|quot|apos);/g, (word) => entities[word] ?? word),
    )
  return { isIndex: isIndex.test(text.slice(0, 2_000)), addresses }
}
