import { expect, test } from 'vitest'
import { ideaOf, isSameIdea } from './idea.ts'

const base = 'Be brief.'
const idea = (added: string) => ideaOf(base, `${base}\n${added}`)

test.each([
  ['Give measures in metric units.', 'Always give measures in metric units!'],
  ['GIVE MEASURES IN METRIC UNITS', 'give measures in metric units'],
  ['请使用公制单位。', '请一律使用公制单位'],
])('%s and %s are one idea', (one, other) => {
  expect(isSameIdea(idea(one), idea(other))).toBe(true)
})

test.each([
  ['Give measures in metric units.', 'Say good night in the evening.'],
  ['请使用公制单位。', '回答时先道歉。'],
  ['Give measures in metric units.', ''],
])('%s and %s are two', (one, other) => {
  expect(isSameIdea(idea(one), idea(other))).toBe(false)
})
