import { expect, test } from 'vitest'
import { diffLines } from './diff-lines.ts'

const signs = { same: ' ', removed: '-', added: '+' }
const told = (before: string, after: string) =>
  diffLines(before, after).map(({ kind, text }) => signs[kind] + text)

test.each([
  ['', '', []],
  ['', 'a', ['+a']],
  ['a', '', ['-a']],
  ['a\nb', 'a\nb', [' a', ' b']],
  ['a\nb\nc', 'a\nx\nc', [' a', '-b', '+x', ' c']],
  ['a\nb\nc\nd', 'b\nc\ne\nd', ['-a', ' b', ' c', '+e', ' d']],
  ['a\r\nb', 'a\nb', [' a', ' b']],
  ['a\na\na', 'a', ['-a', '-a', ' a']],
])('%j to %j', (before, after, lines) => {
  const found = told(before, after)
  expect(found.filter((line) => !line.startsWith('+')).map((line) => line.slice(1))).toEqual(
    diffLines(before, '').map(({ text }) => text),
  )
  expect([...found].sort()).toEqual([...lines].sort())
})

test('texts of twenty thousand lines do not take long', () => {
  const lines = (word: string) => Array.from({ length: 20_000 }, (_, at) => `${word}${at}`).join('\n')
  const began = performance.now()
  expect(diffLines(lines('a'), lines('b'))).toHaveLength(40_000)
  expect(performance.now() - began).toBeLessThan(2_000)
})
