import { expect, test } from 'vitest'
import { filesFrom } from './files-from.ts'

const text = (mediaType: string | null, words: string | null) => ({ mediaType, text: words })

test('a text becomes a file with a fitting extension', async () => {
  const [page] = filesFrom({ name: 'features.md' }, { contents: [text('text/markdown', '# A')] })
  expect([page?.name, await page?.text()]).toEqual(['features.md', '# A'])
  const named = (name: string, mediaType: string | null) =>
    filesFrom({ name }, { contents: [text(mediaType, 'a')] })[0]?.name
  expect(named('Hours', 'text/markdown; charset=utf-8')).toBe('Hours.md')
  expect(named('data', 'application/json')).toBe('data.txt')
  expect(named('../a/b', null)).toBe('..-a-b.txt')
})

test('several are numbered, and non-text content is left out', () => {
  const contents = [text(null, 'a'), text('image/png', null), text(null, ' '), text(null, 'b')]
  expect(filesFrom({ name: 'All' }, { contents }).map(({ name }) => name)).toEqual(['All 1.txt', 'All 2.txt'])
})
