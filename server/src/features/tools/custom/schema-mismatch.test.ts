import { expect, test } from 'vitest'
import { schemaMismatch } from './schema-mismatch.ts'

const choices = (count: number) => Array.from({ length: count }, (_, at) => `choice ${at}`)
const listOf = (count: number) => ({ type: 'array', items: { type: 'string', enum: choices(count) } })

test('a value is compared with its schema', () => {
  expect(schemaMismatch(listOf(100), choices(100))).toBeNull()
  expect(schemaMismatch(listOf(2), ['choice 1', 'choice 2'])).toMatch(/^the arguments\[1\]: expected one of/)
  expect(schemaMismatch({ anyOf: [{ type: 'string' }, listOf(1)] }, ['choice 0'])).toBeNull()
})

test('with many values and choices, comparing stops before it blocks', () => {
  expect(schemaMismatch(listOf(20_000), Array(20_000).fill('choice 19999'))).toMatch(
    /too large to be checked/,
  )
  const nested = { type: 'array', items: { anyOf: choices(5_000).map((one) => ({ const: one })) } }
  expect(schemaMismatch(nested, Array(20_000).fill('choice 4999'))).toMatch(/too large to be checked/)
}, 20_000)
