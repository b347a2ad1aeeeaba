import { expect, test } from 'vitest'
import { sitemapEntries } from './sitemap.ts'

const map = (inner: string) => `<?xml version="1.0"?><urlset xmlns="x">${inner}</urlset>`

test('the addresses of a sitemap, plain, marked, prefixed and with entities', () => {
  const text = map(`<url><loc> https://a.example/1?a=1&amp;b=2 </loc></url>
    <url><loc>
      <![CDATA[ https://a.example/2 ]]>
    </loc></url><sm:url><sm:loc>https://a.example/3</sm:loc></sm:url><loc></loc><loc>https://a.example/open<b>`)
  expect(sitemapEntries(text)).toEqual({
    isIndex: false,
    addresses: ['https://a.example/1?a=1&b=2', 'https://a.example/2', 'https://a.example/3'],
  })
  expect(sitemapEntries('<html><loc>a</loc></html>')).toBeNull()
})

test.each([
  ['blanks behind one that is open', map(`<loc>${' '.repeat(5_000_000)}`)],
  ['opened again and again', map('<loc>'.repeat(1_000_000))],
  ['marks that are never closed', map('<loc><![CDATA[x'.repeat(300_000))],
  ['opened with blanks', map('<loc>   x'.repeat(500_000))],
])('a worst-case sitemap is parsed in linear time: %s', (_name, text) => {
  const begun = performance.now()
  sitemapEntries(text)
  expect(performance.now() - begun).toBeLessThan(2_000)
})
