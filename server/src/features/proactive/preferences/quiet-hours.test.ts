import { expect, test } from 'vitest'
import { isTimeZone } from '#kernel/schedule.ts'
import { minutesOf, quietUntil, timeOf } from './quiet-hours.ts'

const until = (now: string, timeZone: string, from: string, to: string) =>
  quietUntil(new Date(now), { timeZone, from: minutesOf(from), to: minutesOf(to) })?.toISOString() ?? null

test.each([
  // Across midnight: before it, after it, at its two ends.
  ['2026-03-10T21:59:00Z', 'UTC', '22:00', '08:00', null],
  ['2026-03-10T22:00:00Z', 'UTC', '22:00', '08:00', '2026-03-11T08:00:00.000Z'],
  ['2026-03-11T03:30:00Z', 'UTC', '22:00', '08:00', '2026-03-11T08:00:00.000Z'],
  ['2026-03-11T08:00:00Z', 'UTC', '22:00', '08:00', null],
  // Within a day.
  ['2026-03-10T12:30:00Z', 'UTC', '12:00', '14:00', '2026-03-10T14:00:00.000Z'],
  ['2026-03-10T14:30:00Z', 'UTC', '12:00', '14:00', null],
  // The date line changes both the day and the hour.
  ['2026-03-10T11:00:00Z', 'Pacific/Kiritimati', '22:00', '08:00', '2026-03-10T18:00:00.000Z'],
  ['2026-03-10T11:00:00Z', 'Pacific/Pago_Pago', '22:00', '08:00', '2026-03-10T19:00:00.000Z'],
  ['2026-03-10T09:00:00Z', 'Pacific/Pago_Pago', '22:00', '08:00', '2026-03-10T19:00:00.000Z'],
  ['2026-03-10T23:00:00Z', 'Pacific/Kiritimati', '22:00', '08:00', null],
  // The night that is an hour shorter, the one that is an hour longer, and an end that the clock leaps over.
  ['2026-03-28T23:00:00Z', 'Europe/Berlin', '22:00', '08:00', '2026-03-29T06:00:00.000Z'],
  ['2026-10-24T22:00:00Z', 'Europe/Berlin', '22:00', '08:00', '2026-10-25T07:00:00.000Z'],
  ['2026-03-28T23:30:00Z', 'Europe/Berlin', '22:00', '02:30', '2026-03-29T01:00:00.000Z'],
  // Half-hour zones; never quiet.
  ['2026-03-10T17:00:00Z', 'Asia/Kolkata', '22:00', '08:00', '2026-03-11T02:30:00.000Z'],
  ['2026-03-10T03:00:00Z', 'UTC', '08:00', '08:00', null],
])('at %s in %s, with %s to %s quiet, one waits until %s', (now, zone, from, to, expected) => {
  expect(until(now, zone, from, to)).toBe(expected)
})

test('time zones are checked by name, and minutes by format', () => {
  expect(isTimeZone('Asia/Taipei')).toBe(true)
  expect(isTimeZone('Moon/Tranquility')).toBe(false)
  expect(timeOf(minutesOf('07:05'))).toBe('07:05')
})
