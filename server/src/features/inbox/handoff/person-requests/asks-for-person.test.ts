import { expect, test } from 'vitest'
import { asksForPerson } from './asks-for-person.ts'

const usual = {
  onWords: true,
  words: null,
  byItself: false,
  afterUnanswered: null,
  comingLine: null,
  nobodyLine: null,
}

test.each([
  ['human', true],
  ['Agent!', true],
  ['I want to talk to a human.', true],
  ['Can I get a REAL PERSON please', true],
  ['转人工', true],
  ['請轉人工', true],
  ['我要轉真人客服', true],
  ['ＨＵＭＡＮ', true],
  ['人工', true],
  ['人工智能是什么', false],
  ['转人工智能课程多少钱', false],
  ['My travel agent booked it', false],
  ['humanity', false],
  ['Is this humane?', false],
  ['他是什么人', false],
])('%s: %s', (said, asks) => expect(asksForPerson(said, usual)).toBe(asks))

test('an agent’s own words count instead, as whole words', () => {
  const own = { ...usual, words: ['boss', '店長'] }
  expect(asksForPerson('Get me your Boss', own)).toBe(true)
  expect(asksForPerson('叫店长来', own)).toBe(true)
  expect(asksForPerson('an embossed card', own)).toBe(false)
  expect(asksForPerson('talk to a human', own)).toBe(false)
  expect(asksForPerson('human', { ...usual, onWords: false })).toBe(false)
})

test('of a long message the start and the end are examined', () => {
  const long = 'The order never came. '.repeat(400)
  expect(asksForPerson(`I want to talk to a human. ${long}`, usual)).toBe(true)
  expect(asksForPerson(`${long} Can I talk to a human?`, usual)).toBe(true)
})

test.each([
  ['marks that do not end it', `a${'!'.repeat(100_000)}a`],
  ['signs that grow when they are folded', `${'\ufdfa'.repeat(100_000)}a`],
  ['blanks', `a${' '.repeat(100_000)}a`],
  ['an agent’s own word again and again', '店長'.repeat(50_000)],
])('a message of %s costs no time', (_name, said) => {
  const own = { ...usual, words: ['店長'] }
  asksForPerson(said.slice(0, 10), own)
  const begun = performance.now()
  expect(asksForPerson(said, usual)).toBe(false)
  asksForPerson(said, own)
  expect(performance.now() - begun).toBeLessThan(250)
})
