import { expect, test } from 'vitest'
import { doubledKey, entriesOf, metadataOf } from './entries.ts'

test('an unchanged value keeps its type', () => {
  const metadata = { team: 'sales', year: 2026, isPublic: false, tags: ['退货', 'shop'] }
  expect(metadataOf(entriesOf(metadata))).toEqual(metadata)
})

test('lists accept the commas of every language, and lines without a key are ignored', () => {
  const entry = { number: 0, key: 'tags', kind: 'list', text: 'a, b，c、 d,' } as const
  expect(metadataOf([entry, { ...entry, number: 1, key: ' ' }])).toEqual({ tags: ['a', 'b', 'c', 'd'] })
})

test('a duplicate key is reported', () => {
  const entry = { number: 0, key: 'a', kind: 'text', text: '' } as const
  expect(doubledKey([entry, { ...entry, number: 1, key: 'b' }])).toBeNull()
  expect(doubledKey([entry, { ...entry, number: 1, key: ' a ' }])).toBe('a')
})
