import { expect, test } from 'vitest'
import { harmlessHtml } from './harmless-html.ts'

const signal = new AbortController().signal
const html = async (text: string) => (await harmlessHtml([text], signal))[0]

test('paragraphs, lists and links are rendered, and foreign markup is not', async () => {
  expect(await html('**a**\n\n- b\n- [c](https://c.example)')).toBe(
    '<p><strong>a</strong></p>\n<ul>\n<li>b</li>\n<li><a href="https://c.example">c</a></li>\n</ul>\n',
  )
  expect(await html('<b onclick="x()">a</b> ![p](https://c.example/p.png) [x](javascript:x)')).toBe(
    '<p>&lt;b onclick=&quot;x()&quot;&gt;a&lt;/b&gt; <a href="https://c.example/p.png">p</a> x</p>\n',
  )
})

test.each([
  ['nested emphasis', '*a **a '.repeat(14_000)],
  ['nested quotes', `${'> '.repeat(50_000)}\nx`],
  ['nested lists', '+ '.repeat(50_000)],
  ['open brackets', '[!['.repeat(30_000)],
])(
  '%s take linear time and are shown as typed',
  async (_name, text) => {
    let latest = performance.now()
    let longest = 0
    const beat = setInterval(() => {
      longest = Math.max(longest, performance.now() - latest)
      latest = performance.now()
    }, 10)
    const shown = await html(text)
    clearInterval(beat)
    expect(shown).toMatch(/^<p>[^a-z]/)
    // On the event loop it would block for as long as the reading takes; a busy machine delays anybody for a moment.
    expect(longest).toBeLessThan(2_000)
  },
  20_000,
)
