import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openGrowingBlocks } from './growing-blocks.ts'
import { blocksOf } from './lexer.ts'

const lines = [
  '# Heading',
  'words and *more* `words`',
  '- item',
  '  - inner',
  '- [ ] task',
  '1. first',
  '```ts',
  '```',
  'const a = 1',
  '> said',
  '| a | b |',
  '|---|---|',
  '| 1 | 2 |',
  '',
  '',
  '    code',
  '---',
  '===',
  '$$',
  'x^2',
  '\\[y\\]',
  '$a_1$ and $b$',
  '<div>',
  '</div>',
  '<!-- note',
  '-->',
  '[a]: https://example.com',
  'see [a]',
  '[^1]: note',
  '*',
  '\t- tab',
  'a\r',
]
const text = fc.array(fc.constantFrom(...lines), { minLength: 1, maxLength: 14 }).map((all) => all.join('\n'))

test('streamed text parses like the complete text, however it was split', () => {
  fc.assert(
    fc.property(
      text,
      fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 30 }),
      (whole, cuts) => {
        const read = openGrowingBlocks()
        let length = 0
        for (const cut of cuts) {
          length += cut
          read(whole.slice(0, length))
        }
        expect(read(whole).tokens).toEqual([...blocksOf(whole.replace(/\r\n?/g, '\n'))])
      },
    ),
    { numRuns: 2_000 },
  )
})

test('blocks that are finished stay the same objects', () => {
  const read = openGrowingBlocks()
  const [first] = read('One.\n\nTwo.\n\nThree.\n\nFour.').tokens
  expect(read('One.\n\nTwo.\n\nThree.\n\nFour.\n\nFive').tokens[0]).toBe(first)
})
