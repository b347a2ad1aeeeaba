import { expect, test } from 'vitest'
import { findAlike, keyOf, type Wording } from './alike.ts'

const asked = (question: string, vector?: number[]): Wording => ({
  question,
  model: vector ? 'some/model' : null,
  vector: vector ? Float32Array.from(vector) : null,
})

test('order, case, script and endings make no other question', () => {
  expect(keyOf('Do you repair bicycles?')).toBe(keyOf('REPAIR bicycle, do you'))
  expect(keyOf('如何退款')).toBe(keyOf('如何退款？'))
  expect(keyOf('繁體字怎麼辦')).toBe(keyOf('繁体字怎么办'))
  expect(keyOf('Do you repair cars?')).not.toBe(keyOf('Do you repair bicycles?'))
})

test.each([
  ['Do you repair bicycles?', 'Can bicycles be repaired?', true],
  ['How much is the parking garage?', 'What does the parking garage cost?', false],
  ['Are you open on Sundays?', 'Are you open on Mondays?', false],
  ['What are your opening hours on Sundays?', 'What are your opening hours on Mondays?', false],
  ['请问退款要多久', '退款要多久', true],
  ['周日营业吗', '周一营业吗', false],
])('“%s” and “%s” are one question: %s', (one, other, isAlike) => {
  expect(findAlike(asked(one), [asked(other)]) !== undefined).toBe(isAlike)
})

test('a paraphrase is recognised by its meaning when there is an embedding model', () => {
  const known = asked('How much is the parking garage?', [1, 0])
  expect(findAlike(asked('What does it cost to leave my car?', [0.99, 0.14]), [known])).toBe(known)
  expect(findAlike(asked('Where is the entrance?', [0, 1]), [known])).toBeUndefined()
  expect(
    findAlike({ ...asked('What does it cost to leave my car?', [1, 0]), model: 'another/model' }, [known]),
  ).toBeUndefined()
})
