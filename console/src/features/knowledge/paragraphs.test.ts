import { array, assert, nat, property, string, tuple } from 'fast-check'
import { expect, test } from 'vitest'
import { paragraphsOf, rangeIn } from './paragraphs.ts'

test('the pieces add up to the text, and none is too long or splits a character', () => {
  const line = tuple(string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), nat({ max: 800 }))
  assert(
    property(array(line, { maxLength: 4 }), (lines) => {
      const text = lines.map(([words, times]) => words.repeat(times)).join('\n\n')
      const pieces = paragraphsOf(text).map(({ start, end }) => text.slice(start, end))
      expect(pieces.join('')).toBe(text)
      for (const piece of pieces) {
        expect(piece.length).toBeLessThanOrEqual(4_001)
        expect(piece.isWellFormed()).toBe(true)
      }
    }),
    { numRuns: 60, interruptAfterTimeLimit: 2_000 },
  )
})

test('a cut never falls inside a character', () => {
  const text = `a${'𝒳'.repeat(5_000)}`
  for (const { start, end } of paragraphsOf(text)) expect(text.slice(start, end).isWellFormed()).toBe(true)
})

test('an address refers to a range of the text, or to nothing', () => {
  expect(rangeIn('#passage=3-9', 100)).toEqual({ start: 3, end: 9 })
  expect(rangeIn('#passage=3-900', 100)).toEqual({ start: 3, end: 100 })
  expect(rangeIn('#passage=9-3', 100)).toBeNull()
  expect(rangeIn('#other', 100)).toBeNull()
})
