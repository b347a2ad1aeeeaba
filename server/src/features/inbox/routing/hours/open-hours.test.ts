import { expect, test } from 'vitest'
import { afterOpenTime, isOpen, openTimeBetween, opensAt, type OpenHours } from './open-hours.ts'

const nine = [{ from: '09:00', to: '17:00' }]
const none: { from: string; to: string }[] = []
const at = (timeZone: string, days: (typeof nine)[], holidays: string[] = []): OpenHours => ({
  timeZone,
  hours: days,
  holidays,
})
const weekdays = [nine, nine, nine, nine, nine, none, none]
const everyDay = (from: string, to: string) => Array.from({ length: 7 }, () => [{ from, to }])
const nextOf = (moment: string, open: OpenHours) => opensAt(new Date(moment), open)?.toISOString()
const hour = 3_600_000

test('a team opens in the morning of its time zone, not at weekends and not on holidays', () => {
  const berlin = at('Europe/Berlin', weekdays, ['2026-12-25'])
  expect(nextOf('2026-11-20T15:59:00.000Z', berlin)).toBe('2026-11-20T15:59:00.000Z')
  // Friday, 17:00: closed until Monday.
  expect(nextOf('2026-11-20T16:00:00.000Z', berlin)).toBe('2026-11-23T08:00:00.000Z')
  expect(nextOf('2026-12-24T20:00:00.000Z', berlin)).toBe('2026-12-28T08:00:00.000Z')
  const always = { timeZone: 'UTC', hours: null, holidays: ['2026-12-25'] }
  expect(isOpen(new Date('2026-12-25T03:00:00.000Z'), always)).toBe(true)
  expect(
    opensAt(
      new Date(),
      at(
        'UTC',
        Array.from({ length: 7 }, () => none),
      ),
    ),
  ).toBeNull()
})

test('it is the same local hour before and after a daylight saving change', () => {
  const berlin = at('Europe/Berlin', everyDay('09:00', '17:00'))
  expect(nextOf('2026-03-28T17:00:00.000Z', berlin)).toBe('2026-03-29T07:00:00.000Z')
  expect(nextOf('2026-10-24T17:00:00.000Z', berlin)).toBe('2026-10-25T08:00:00.000Z')
  const newYork = at('America/New_York', everyDay('09:00', '17:00'))
  expect(nextOf('2026-03-08T00:00:00.000Z', newYork)).toBe('2026-03-08T13:00:00.000Z')
})

test('the skipped hour counts for nothing, and the repeated one twice', () => {
  const night = at('Europe/Berlin', everyDay('00:00', '06:00'))
  const between = (from: string, to: string) => openTimeBetween(new Date(from), new Date(to), night) / hour
  expect(between('2026-03-28T20:00:00.000Z', '2026-03-29T20:00:00.000Z')).toBe(5)
  expect(between('2026-10-24T20:00:00.000Z', '2026-10-25T20:00:00.000Z')).toBe(7)
  expect(between('2026-06-01T20:00:00.000Z', '2026-06-02T20:00:00.000Z')).toBe(6)
  // 02:30 is not there on that night: the team opens when clocks jump over it.
  expect(nextOf('2026-03-29T00:00:00.000Z', at('Europe/Berlin', everyDay('02:30', '06:00')))).toBe(
    '2026-03-29T01:00:00.000Z',
  )
  // Nothing that lies entirely within the gap.
  expect(nextOf('2026-03-28T22:00:00.000Z', at('Europe/Berlin', everyDay('02:10', '02:50')))).toBe(
    '2026-03-30T00:10:00.000Z',
  )
  // 02:30 occurs twice: the first one counts.
  expect(nextOf('2026-10-24T22:00:00.000Z', at('Europe/Berlin', everyDay('02:30', '06:00')))).toBe(
    '2026-10-25T00:30:00.000Z',
  )
})

test('days are those of the time zone, on either side of the date line, even a skipped one', () => {
  const mondays = [nine, none, none, none, none, none, none]
  expect(nextOf('2026-11-22T12:00:00.000Z', at('Pacific/Kiritimati', mondays))).toBe(
    '2026-11-22T19:00:00.000Z',
  )
  expect(nextOf('2026-11-22T12:00:00.000Z', at('Pacific/Pago_Pago', mondays))).toBe(
    '2026-11-23T20:00:00.000Z',
  )
  // Samoa had no 30 December 2011.
  const samoa = at('Pacific/Apia', everyDay('09:00', '17:00'))
  expect(nextOf('2011-12-30T04:00:00.000Z', samoa)).toBe('2011-12-30T19:00:00.000Z')
  expect(
    openTimeBetween(new Date('2011-12-29T00:00:00.000Z'), new Date('2012-01-01T00:00:00.000Z'), samoa) / hour,
  ).toBe(3 + 8 + 8 + 5)
  expect(nextOf('2026-11-20T12:00:00.000Z', at('Asia/Kathmandu', weekdays))).toBe('2026-11-23T03:15:00.000Z')
})

test('open time is counted over nights, weekends and daylight saving changes', () => {
  const berlin = at('Europe/Berlin', weekdays)
  const after = (since: string, hours: number, open = berlin) =>
    afterOpenTime(new Date(since), hours * hour, open)?.toISOString()
  expect(after('2026-11-20T15:30:00.000Z', 1)).toBe('2026-11-23T08:30:00.000Z')
  expect(after('2026-11-21T12:00:00.000Z', 8)).toBe('2026-11-23T16:00:00.000Z')
  expect(after('2026-03-27T15:00:00.000Z', 2)).toBe('2026-03-30T08:00:00.000Z')
  expect(after('2026-11-20T15:30:00.000Z', 1, { ...berlin, hours: null })).toBe('2026-11-20T16:30:00.000Z')
  const split = at(
    'UTC',
    everyDay('08:00', '12:00').map((day) => [...day, { from: '13:00', to: '24:00' }]),
  )
  expect(after('2026-11-20T11:00:00.000Z', 2, split)).toBe('2026-11-20T14:00:00.000Z')
  expect(after('2026-11-20T23:30:00.000Z', 1, split)).toBe('2026-11-21T08:30:00.000Z')
})

test('counting and adding open time are inverse in every time zone', () => {
  const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Tehran', 'Pacific/Chatham']
  for (const zone of zones)
    for (const start of ['2026-03-20T10:00:00.000Z', '2026-10-01T22:15:00.000Z', '2026-11-01T03:00:00.000Z'])
      for (const hours of [1, 7, 40, 100]) {
        const open = at(zone, weekdays)
        const due = afterOpenTime(new Date(start), hours * hour, open)
        expect([zone, start, openTimeBetween(new Date(start), due ?? new Date(0), open)]).toEqual([
          zone,
          start,
          hours * hour,
        ])
      }
})
