import { expect, test } from 'vitest'
import { blank } from './blank.ts'

const codeOf = (text: string) => blank(text).code.replace(/\s+/g, ' ').trim()

test.each([
  ['a // any\nb', 'a b'],
  ['a /* any\n any */ b', 'a b'],
  ["f('any', \"it's any\")", 'f( , )'],
  ["f('a\\'b any')", 'f( )'],
  ['x = /[/\'"`]any/g; y', 'x = ; y'],
  ['a / b / c', 'a / b / c'],
  ['`any ${f({ a: `${b} any` })} any`; c', 'f({ a: b })'],
])('comments, texts and patterns are blanked: %s', (text, code) => {
  expect(codeOf(text).startsWith(code)).toBe(true)
  expect(codeOf(text)).not.toContain('any')
})

test('offsets and lines stay', () => {
  const text = "a /* 1\n2 */ 'b' // c\n`d${e}\nf` g"
  for (const blanked of Object.values(blank(text))) {
    expect(blanked).toHaveLength(text.length)
    expect(blanked.split('\n')).toHaveLength(4)
  }
})

test('a quote that does not end on its line is no text', () => {
  expect(codeOf("<p>do not, don’t or don't</p>\nconst a = b")).toContain('const a = b')
})
