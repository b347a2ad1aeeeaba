import { expect, test } from 'vitest'
import type { Condition } from '#contract/shapes/document-filter.ts'
import { blankEntry, conditionsIn, conditionsOf, entriesOf, lackOf } from './condition-entry.ts'

const all: Condition[] = [
  { key: 'team', is: 'equal', value: 'sales', not: false },
  { key: 'year', is: 'one-of', values: [2024, '2024', true], not: true },
  { key: 'day', is: 'present', not: true },
  { key: 'day', is: 'at-least', value: '2026-01-31', not: false },
  { key: 'year', is: 'at-most', value: 3.5, not: true },
]

test('a condition that is opened and saved untouched stays the same', () => {
  const untyped = all.filter(({ is }) => is !== 'one-of')
  expect(conditionsOf(entriesOf(untyped), [])).toEqual(untyped)
})

test('typed values become the values of documents', () => {
  const keys = [
    { key: 'year', kind: 'number' as const, values: [2024, '2025'] },
    { key: 'isOpen', kind: 'truth' as const, values: [true] },
  ]
  const typed = (key: string, texts: string[]) =>
    conditionsOf([{ ...blankEntry(0), key, test: 'one-of', texts }], keys)[0]
  expect(typed('year', ['2024', '2025', '2026', 'soon'])).toMatchObject({
    values: [2024, '2025', 2026, 'soon'],
  })
  expect(typed('isOpen', ['true', 'false'])).toMatchObject({ values: [true, false] })
  expect(typed('other', ['2024'])).toMatchObject({ values: ['2024'] })
})

test('a manipulated address filters nothing', () => {
  expect(conditionsIn(JSON.stringify(all))).toEqual(all)
  for (const text of [
    '',
    '{',
    '{}',
    '[null, 1, {}]',
    '[{"key":"a","is":"like"}]',
    '[{"key":"a","is":"one-of","values":[{}]}]',
  ])
    expect(conditionsIn(text), text).toEqual([])
})

test('an incomparable value is reported, and a line without a key is ignored', () => {
  const entry = { ...blankEntry(0), key: 'year', test: 'not-at-least' as const }
  expect(lackOf({ ...entry, texts: ['soon'] })).toBe('bound')
  expect(lackOf({ ...entry, texts: ['2026-02-31'] })).toBe('bound')
  expect(lackOf({ ...entry, texts: ['2026-13-01'] })).toBe('bound')
  expect(lackOf({ ...entry, texts: ['2026-01-31'] })).toBeNull()
  expect(lackOf({ ...entry, texts: ['-1.5'] })).toBeNull()
  expect(lackOf({ ...entry, test: 'one-of' })).toBe('value')
  expect(lackOf({ ...entry, key: ' ', texts: [] })).toBeNull()
  expect(conditionsOf([{ ...entry, key: ' ' }], [])).toEqual([])
})
