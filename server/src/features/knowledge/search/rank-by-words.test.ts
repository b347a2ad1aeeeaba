import { expect, test } from 'vitest'
import { profileOf } from '#platform/lexical/profile.ts'
import { type Collection, rankByWords, worthyGroups, type WorthyTerm } from './rank-by-words.ts'

const collection: Collection = { passages: 100_000, meanLength: 200, occurrences: new Map() }

/** Terms that occur in this many passages. */
const termsIn = (...passages: number[]): WorthyTerm[] =>
  passages.map((count, at) => ({
    number: at,
    occurrences: [{ knowledgeBaseId: 'knowledgeBase', passages: count }],
    passages: count,
    worth: Math.log(collection.passages / count),
  }))

const numbersOf = (terms: readonly WorthyTerm[]) =>
  worthyGroups(terms, collection, 300).map((group) => group.map(({ number }) => number).sort())

test('two terms that rarely occur together are searched as a pair', () => {
  expect(numbersOf(termsIn(1_000, 2_000, 2_500))).toEqual([
    [0, 1],
    [0, 2],
    [1, 2],
  ])
})

test('two that often occur together are searched with a third or a fourth', () => {
  const [first, ...others] = numbersOf(termsIn(10_000, 11_000, 12_000, 13_000, 60_000))
  expect(first).toEqual([0, 1, 2, 3])
  expect(others).toEqual([[0, 1, 2, 4]])
})

test('a query of two common words is still searched', () => {
  expect(numbersOf(termsIn(60_000, 70_000))).toEqual([[0, 1]])
  expect(numbersOf(termsIn(60_000))).toEqual([])
})

test('however long the query, few groups are searched', () => {
  expect(numbersOf(termsIn(...Array.from({ length: 40 }, (_, at) => 1_000 + at))).length).toBeLessThanOrEqual(
    12,
  )
})

test('of two passages of equal length, the one with more distinct terms comes first', () => {
  const [asked, ...others] = Array.from({ length: 100 }, (_, number) => number)
  const passage = (id: string, different: number) => ({
    id,
    length: 100,
    profile: profileOf(
      new Map([[asked ?? 0, 2], ...others.slice(0, different).map((one) => [one, 1] as const)]),
    ),
  })
  const ranked = rankByWords([passage('a', 40), passage('b', 80)], termsIn(10), collection, 2)
  expect(ranked.map(({ id }) => id)).toEqual(['b', 'a'])
})
