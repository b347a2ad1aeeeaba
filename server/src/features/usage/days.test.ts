import { expect, test } from 'vitest'
import { daysOf } from './days.ts'

const starts = (from: string, to: string, timeZone: string) =>
  daysOf({ from, to, timeZone }).starts.map((start) => start.toISOString().slice(0, 16))

test('a day begins at local midnight', () => {
  expect(starts('2026-03-01', '2026-03-01', 'UTC')).toEqual(['2026-03-01T00:00', '2026-03-02T00:00'])
  expect(starts('2026-03-01', '2026-03-01', 'Asia/Taipei')).toEqual(['2026-02-28T16:00', '2026-03-01T16:00'])
  expect(starts('2026-03-01', '2026-03-01', 'Asia/Kathmandu')[0]).toBe('2026-02-28T18:15')
})

test('the day on which clocks change is shorter or longer', () => {
  expect(starts('2026-03-29', '2026-03-30', 'Europe/Berlin')).toEqual([
    '2026-03-28T23:00',
    '2026-03-29T22:00',
    '2026-03-30T22:00',
  ])
  expect(starts('2026-11-01', '2026-11-01', 'America/New_York')).toEqual([
    '2026-11-01T04:00',
    '2026-11-02T05:00',
  ])
})

test('every day has its name', () =>
  expect(daysOf({ from: '2028-02-28', to: '2028-03-01', timeZone: 'UTC' }).names).toEqual([
    '2028-02-28',
    '2028-02-29',
    '2028-03-01',
  ]))

test.each([
  { from: '2026-01-02', to: '2026-01-01', timeZone: 'UTC' },
  { from: '2024-01-01', to: '2026-01-01', timeZone: 'UTC' },
  { from: '2026-01-01', to: '2026-01-01', timeZone: 'Mars/Olympus' },
])('a period that cannot be is refused: %j', (period) =>
  expect(() => daysOf(period)).toThrow(expect.objectContaining({ code: 'invalid_input' })),
)
