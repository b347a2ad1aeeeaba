import { expect, test } from 'vitest'
import { joinPassages } from './join-passages.ts'
import type { FoundPassage } from '../passages/passage.ts'

const whole = 'One stands first. Two comes next. Three follows it. Four is last.'
const cut = (ordinal: number, from: string, to: string): FoundPassage => {
  const start = whole.indexOf(from)
  const end = whole.indexOf(to) + to.length
  return {
    id: `p${ordinal}`,
    documentId: 'd',
    documentName: 'd.md',
    ordinal,
    headingPath: [],
    page: null,
    address: null,
    faqEntry: null,
    isDisabled: false,
    originalText: null,
    start,
    end,
    text: whole.slice(start, end),
    score: 1,
  }
}

test('adjacent passages become one range, without repeating their overlap', () => {
  const [first, second, last] = [cut(0, 'One', 'next.'), cut(1, 'Two', 'it.'), cut(3, 'Four', 'last.')]
  const other = { ...last, id: 'o', documentId: 'e', ordinal: 1 }
  const material = joinPassages([second, last, first, other])
  expect(material.map(({ passages }) => passages.map(({ id }) => id))).toEqual([['p0', 'p1'], ['p3'], ['o']])
  expect(material[0]?.text).toBe('One stands first. Two comes next. Three follows it.')
})
