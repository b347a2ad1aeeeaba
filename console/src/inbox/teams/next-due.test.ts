import { expect, test } from 'vitest'
import type { SlaClock } from '#contract/shapes/team.ts'
import { nextDue } from './next-due.ts'

const now = Date.parse('2026-11-20T12:00:00.000Z')
const clock = (kind: SlaClock['kind'], minutes: number | null, marks: Partial<SlaClock> = {}): SlaClock => ({
  kind,
  dueAt: minutes === null ? null : new Date(now + minutes * 60_000).toISOString(),
  isWarned: false,
  isBreached: false,
  ...marks,
})

test('what is due next is told, and what is late before it', () => {
  const both = [clock('resolution', 90), clock('first-reply', 4, { isWarned: true })]
  expect(nextDue(both, now)).toEqual({ kind: 'first-reply', minutes: 4, state: 'soon' })
  expect(nextDue([clock('first-reply', -7), clock('resolution', 90)], now)).toEqual({
    kind: 'first-reply',
    minutes: 7,
    state: 'late',
  })
  expect(nextDue([clock('resolution', 0.2)], now)).toEqual({ kind: 'resolution', minutes: 1, state: 'fine' })
  expect(nextDue([clock('first-reply', null)], now)).toBeNull()
  expect(nextDue([], now)).toBeNull()
})
