import { expect, test } from 'vitest'
import { type BudgetRow, countFor, percentOf, periodOf, thresholdAt } from './budget.ts'

const euros = { amount_nanos: 1_000_000_000, currency: 'EUR' }
const cost = (currency: string) => ({ currency, nanos: 2_000_000 })
const tokens = { inputTokens: 1_000, outputTokens: 100 }

test('usage with a price in the budget’s currency counts as money, and the rest as tokens', () => {
  expect(countFor(euros, tokens, cost('EUR'))).toEqual({ nanos: 2_000_000, tokens: 0 })
  expect(countFor(euros, tokens, cost('USD'))).toEqual({ nanos: 0, tokens: 1_100 })
  expect(countFor(euros, tokens, null)).toEqual({ nanos: 0, tokens: 1_100 })
  const byTokens = { amount_nanos: null, currency: null }
  expect(countFor(byTokens, tokens, cost('EUR'))).toEqual({ nanos: 0, tokens: 1_100 })
})

test('the nearer limit counts', () => {
  const counted = { nanos: 500_000_000, tokens: 90 }
  expect(percentOf({ ...euros, tokens: 100 }, counted)).toBe(90)
  expect(percentOf({ ...euros, tokens: null }, counted)).toBe(50)
})

test.each([
  [79.9, null],
  [80, 'warned'],
  [90, 'cheaper-model'],
  [95, 'knowledge-only'],
  [99, 'person'],
  [400, 'person'],
])('at %d %% it is %s', (percent, threshold) =>
  expect(thresholdAt({ warn_at: 80, cheaper_at: 90, knowledge_at: 95, person_at: 99 }, percent)).toBe(
    threshold,
  ),
)

test('without any threshold a budget still stops at its limit', () => {
  const none = { warn_at: null, cheaper_at: null, knowledge_at: null, person_at: null }
  expect(thresholdAt(none, 99.9)).toBeNull()
  expect(thresholdAt(none, 100)).toBe('knowledge-only')
})

test('days and months are those of the calendar', () => {
  const at = (period: BudgetRow['period'], now: string) => {
    const { begins, ends } = periodOf({ period }, new Date(now))
    return [begins.toISOString().slice(0, 16), ends.toISOString().slice(0, 16)]
  }
  expect(at('month', '2026-12-31T23:59:59Z')).toEqual(['2026-12-01T00:00', '2027-01-01T00:00'])
  expect(at('day', '2028-02-28T12:00:00Z')).toEqual(['2028-02-28T00:00', '2028-02-29T00:00'])
})
