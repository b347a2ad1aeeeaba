import { expect, test } from 'vitest'
import type { SlaTimer } from '#contract/shapes/team.ts'
import { nextDue } from './next-due.ts'

const now = Date.parse('2026-11-20T12:00:00.000Z')
const timer = (kind: SlaTimer['kind'], minutes: number | null, marks: Partial<SlaTimer> = {}): SlaTimer => ({
  kind,
  dueAt: minutes === null ? null : new Date(now + minutes * 60_000).toISOString(),
  isWarned: false,
  isBreached: false,
  ...marks,
})

test('the next target is shown, and an overdue one before it', () => {
  const both = [timer('resolution', 90), timer('first-reply', 4, { isWarned: true })]
  expect(nextDue(both, now)).toEqual({ kind: 'first-reply', minutes: 4, state: 'soon' })
  expect(nextDue([timer('first-reply', -7), timer('resolution', 90)], now)).toEqual({
    kind: 'first-reply',
    minutes: 7,
    state: 'late',
  })
  expect(nextDue([timer('resolution', 0.2)], now)).toEqual({ kind: 'resolution', minutes: 1, state: 'fine' })
  expect(nextDue([timer('first-reply', null)], now)).toBeNull()
  expect(nextDue([], now)).toBeNull()
})
