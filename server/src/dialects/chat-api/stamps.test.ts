import { expect, test } from 'vitest'
import { naiveTime, nextStamp } from './stamps.ts'

test('no two timestamps are equal, and each is later than the one before', () => {
  const stamps = Array.from({ length: 5_000 }, nextStamp)
  expect(new Set(stamps).size).toBe(stamps.length)
  expect(stamps.toSorted()).toEqual(stamps)
  expect(stamps[0]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}$/)
})

test('a timestamp of ours loses its zone and gains its microseconds', () => {
  expect(naiveTime('2026-01-31T09:30:00.125Z')).toBe('2026-01-31T09:30:00.125000')
  expect(naiveTime('2026-01-31T09:30:00Z')).toBe('2026-01-31T09:30:00.000000')
})
