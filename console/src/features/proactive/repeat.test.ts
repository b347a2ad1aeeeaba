import { expect, test } from 'vitest'
import { localMinute, patternOf, repeatOf, repeats } from './repeat.ts'

test('a recurring time is recognised as its pattern', () => {
  const at = new Date(2026, 2, 13, 7, 5)
  expect(repeats.map((repeat) => patternOf(repeat, at))).toEqual([
    null,
    '5 7 * * *',
    '5 7 * * 1-5',
    '5 7 * * 5',
    '5 7 13 * *',
  ])
  for (const repeat of repeats) expect(repeatOf(patternOf(repeat, at))).toBe(repeat)
  expect(repeatOf('*/20 * * * 1')).toBeNull()
  expect(new Date(localMinute(at)).getTime()).toBe(at.getTime())
})
