import { expect, test } from 'vitest'
import { changedLines } from './changed-lines.ts'

const told = (before: string, after: string) =>
  changedLines(before, after).map(
    ({ text, change }) => `${{ same: ' ', gone: '-', come: '+' }[change]}${text}`,
  )

test('unchanged, removed and added lines are shown in order', () => {
  expect(told('a\nb\nc', 'a\nx\nc\nd')).toEqual([' a', '-b', '+x', ' c', '+d'])
  expect(told('same', 'same')).toEqual([' same'])
  expect(told('', 'new')).toEqual(['-', '+new'])
})
