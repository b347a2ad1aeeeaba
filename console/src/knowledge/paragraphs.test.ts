import { array, assert, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import { paragraphsOf, rangeIn } from './paragraphs.ts'

test('the stretches of a text are the text, and none is too long or cuts a character', () => {
  const line = string({ unit: 'grapheme', maxLength: 6_000, size: 'max' })
  assert(
    property(array(line, { maxLength: 6 }), (lines) => {
      const text = lines.join('\n\n')
      const pieces = paragraphsOf(text).map(({ start, end }) => text.slice(start, end))
      expect(pieces.join('')).toBe(text)
      for (const piece of pieces) {
        expect(piece.length).toBeLessThanOrEqual(4_001)
        expect(piece.isWellFormed()).toBe(true)
      }
    }),
    { numRuns: 30 },
  )
})

test('an address names a stretch of the text, or nothing', () => {
  expect(rangeIn('#passage=3-9', 100)).toEqual({ start: 3, end: 9 })
  expect(rangeIn('#passage=3-900', 100)).toEqual({ start: 3, end: 100 })
  expect(rangeIn('#passage=9-3', 100)).toBeNull()
  expect(rangeIn('#other', 100)).toBeNull()
})
