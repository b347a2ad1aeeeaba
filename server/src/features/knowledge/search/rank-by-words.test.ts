import { expect, test } from 'vitest'
import { type Collection, worthyGroups, type WorthyTerm } from './rank-by-words.ts'

const collection: Collection = { passages: 100_000, meanLength: 200, occurrences: new Map() }

/** Terms that are in so many passages. */
const termsIn = (...passages: number[]): WorthyTerm[] =>
  passages.map((count, at) => ({
    number: at,
    occurrences: [{ sourceId: 'source', passages: count }],
    passages: count,
    worth: Math.log(collection.passages / count),
  }))

const numbersOf = (terms: readonly WorthyTerm[]) =>
  worthyGroups(terms, collection, 300).map((group) => group.map(({ number }) => number).sort())

test('two terms that few passages have both of are looked for together', () => {
  expect(numbersOf(termsIn(1_000, 2_000, 2_500))).toEqual([
    [0, 1],
    [0, 2],
    [1, 2],
  ])
})

test('two that many have both of are looked for with a third or a fourth', () => {
  const [first, ...others] = numbersOf(termsIn(10_000, 11_000, 12_000, 13_000, 60_000))
  expect(first).toEqual([0, 1, 2, 3])
  expect(others).toEqual([[0, 1, 2, 4]])
})

test('a question of two common words is still asked', () => {
  expect(numbersOf(termsIn(60_000, 70_000))).toEqual([[0, 1]])
  expect(numbersOf(termsIn(60_000))).toEqual([])
})

test('however much is asked, few groups are', () => {
  expect(numbersOf(termsIn(...Array.from({ length: 40 }, (_, at) => 1_000 + at))).length).toBeLessThanOrEqual(
    12,
  )
})
