import { expect, test } from 'vitest'
import { hueOf } from './hues.ts'

const ids = Array.from({ length: 12 }, (_, at) => `0190a000-0000-7000-8000-0000000000${10 + at}`)

test('neighbouring agents get different colours, independent of the order of the list', () => {
  const hues = ids.map((id) => hueOf(id, ids))
  expect(new Set(hues).size).toBe(ids.length)
  expect(ids.map((id) => hueOf(id, ids.toReversed()))).toEqual(hues)
})

test('a new agent changes no other’s colour, and colours repeat when they run out', () => {
  const [first = '', second = ''] = ids
  const before = [first, second].map((id) => hueOf(id, [first, second]))
  expect([first, second].map((id) => hueOf(id, ids))).toEqual(before)
  const many = Array.from({ length: 20 }, (_, at) => `agent-${at}`)
  for (const id of many) expect(hueOf(id, many)).toBeLessThan(360)
})
