import { expect, test } from 'vitest'
import { inThreeHours, nextMonday, tomorrow } from './snooze-times.ts'

const on = (day: number, hour = 15) => new Date(2026, 5, day, hour, 30)

test('a snooze ends in the morning of the day that it names', () => {
  expect(tomorrow(on(3))).toEqual(new Date(2026, 5, 4, 9))
  expect(tomorrow(on(30))).toEqual(new Date(2026, 6, 1, 9))
  expect(inThreeHours(on(3, 23))).toEqual(new Date(2026, 5, 4, 2, 30))
})

// 1 June 2026 is a Monday.
test.each([
  [1, 8],
  [2, 8],
  [6, 8],
  [7, 8],
  [8, 15],
])('from the %ith on, the next Monday is the %ith', (today, monday) => {
  expect(nextMonday(on(today, 3))).toEqual(new Date(2026, 5, monday, 9))
})
