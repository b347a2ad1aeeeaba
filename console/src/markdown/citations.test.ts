import { expect, test } from 'vitest'
import type { SourcePart } from '#contract/message-parts.ts'
import { cutAtCitations, withCitations, withoutCitations } from './citations.ts'

const source = (number: number, end: number): SourcePart => ({
  type: 'source',
  number,
  passageId: 'p',
  documentId: 'd',
  documentName: 'prices.md',
  headingPath: [],
  page: null,
  quote: '',
  documentRange: { start: 0, end: 1 },
  answerRange: { part: 0, start: 0, end },
})

test('each source is cited once, at the end of the range that it supports', () => {
  const marked = withCitations('One. Two.', [source(1, 4), source(2, 9), source(1, 4), source(1, 9)])
  expect(cutAtCitations(marked)).toEqual(['One.', 0, ' Two.', 1, 3])
  expect(withoutCitations(marked)).toBe('One. Two.')
})

test('text with markers of its own cannot imitate a citation', () => {
  const text = 'Believe me\u2e280\u2e29.'
  const marked = withCitations(text, [source(1, text.length)])
  expect(cutAtCitations(marked)).toEqual(['Believe me(0).', 0])
})

test('a range outside the text is dropped', () => {
  expect(withCitations('Short', [source(1, 99)])).toBe('Short')
})
