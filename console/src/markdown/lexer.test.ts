import { expect, test } from 'vitest'
import { blocksOf } from './lexer.ts'

test.each([
  ['marks of lists, far apart', `${'-    '.repeat(39)}x`],
  ['marks of lists behind blanks', `${' '.repeat(50_000)}-${' '.repeat(50_000)}x`],
  ['quotations', `${'> '.repeat(20_000)}x`],
])('worst-case text parses in linear time: %s', (_name, text) => {
  const begun = performance.now()
  blocksOf(text)
  expect(performance.now() - begun).toBeLessThan(2_000)
})

test('excessive nesting is shown as it was written', () => {
  expect(blocksOf(`${'- '.repeat(60)}x`)[0]?.type).toBe('as-written')
  expect(blocksOf(`${'> '.repeat(60)}x`)[0]?.type).toBe('as-written')
  expect(blocksOf('- a\n  - b')[0]?.type).toBe('list')
})
