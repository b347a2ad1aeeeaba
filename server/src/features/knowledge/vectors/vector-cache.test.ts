import { expect, test } from 'vitest'
import { VectorCache } from './vector-cache.ts'
import { bytesOf, vectorOf } from './vector-bytes.ts'

const DIMENSION = 32
// The same in every run: a linear congruential generator.
let state = 7
const number = () => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
  return state / 2 ** 32 - 0.5
}
const unit = () => {
  const values = Array.from({ length: DIMENSION }, number)
  const length = Math.hypot(...values)
  return Float32Array.from(values, (value) => value / length)
}

test('the nearest of many equal those of exact arithmetic', async () => {
  const vectors = new Map(Array.from({ length: 10_000 }, (_, row) => [`p${row}`, unit()]))
  const cache = new VectorCache(DIMENSION)
  for (const [id, vector] of vectors) cache.put(id, vectorOf(bytesOf(vector)))
  const question = unit()
  const exact = [...vectors]
    .map(([id, vector]) => ({
      id,
      near: vector.reduce((sum, value, at) => sum + value * (question[at] ?? 0), 0),
    }))
    .sort((a, b) => b.near - a.near)
  const found = await cache.nearest(question, 10)
  expect(found).toHaveLength(10)
  // Rounding may swap neighbours, no more.
  const best = new Set(exact.slice(0, 12).map(({ id }) => id))
  expect(found.filter(({ id }) => best.has(id)).length).toBeGreaterThanOrEqual(9)
  expect(found[0]?.similarity).toBeCloseTo(exact[0]?.near ?? 0, 1)
})

test('a repeated vector replaces the first, and one of another dimension is left out', async () => {
  const cache = new VectorCache(2)
  cache.put('a', Float32Array.of(1, 0))
  cache.put('a', Float32Array.of(0, 1))
  cache.put('b', Float32Array.of(1, 0, 0))
  expect(await cache.nearest(Float32Array.of(0, 1), 5)).toEqual([
    { id: 'a', similarity: expect.closeTo(1, 4) },
  ])
  expect(cache.similarity('b', Float32Array.of(0, 1))).toBeNull()
})
