import { expect, test } from 'vitest'
import { changedLines } from './changed-lines.ts'

const told = (before: string, after: string) =>
  changedLines(before, after).map(
    ({ text, change }) => `${{ same: ' ', gone: '-', come: '+' }[change]}${text}`,
  )

test('what stayed, what is gone and what came stand in order', () => {
  expect(told('a\nb\nc', 'a\nx\nc\nd')).toEqual([' a', '-b', '+x', ' c', '+d'])
  expect(told('same', 'same')).toEqual([' same'])
  expect(told('', 'new')).toEqual(['-', '+new'])
})
