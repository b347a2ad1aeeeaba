import { expect, test } from 'vitest'
import { openJudge, type FoundPassage } from '#features/knowledge/index.ts'
import { openSentenceGate } from './sentence-gate.ts'
import { withheldNotice } from './open-policy.ts'

const text =
  'The shop opens at nine in the morning. Goods can be returned within thirty days. 运费由买家承担。'
const passage: FoundPassage = {
  id: 'p',
  documentId: 'd',
  documentName: 'd.md',
  ordinal: 0,
  headingPath: [],
  page: null,
  address: null,
  faqEntry: null,
  isDisabled: false,
  originalText: null,
  start: 0,
  end: text.length,
  text,
  score: 1,
}

/** What was visible after each chunk, and at the end. */
function shownOf(answer: string, size: number) {
  const gate = openSentenceGate(openJudge([passage]))
  const seen: string[] = []
  let shown = ''
  for (let at = 0; at < answer.length; at += size) {
    shown += gate.take(answer.slice(at, at + size))
    seen.push(shown)
  }
  shown += gate.flush()
  return { seen, shown, withheld: gate.withheld }
}

test.each([1, 3, 7, 1_000])('in pieces of %i, only supported sentences are ever shown', (size) => {
  const answer =
    'Hello! The shop opens at nine in the morning. It also sells elephants to every visitor.\n\nGoods can be returned within thirty days. Goods can be returned within ninety days. 运费由买家承担。运费由卖家承担五十元。'
  const { seen, shown, withheld } = shownOf(answer, size)
  expect(shown).toBe(
    'Hello! The shop opens at nine in the morning.\n\nGoods can be returned within thirty days. 运费由买家承担。',
  )
  expect(withheld).toBe(3)
  for (const visible of seen) expect(shown.startsWith(visible)).toBe(true)
})

test.each([
  ['I could not find that in the documents.', 'none'],
  ['文档中没有提到这个问题。', 'none'],
  ['很高兴为您服务！', 'none'],
  ['Would you like to know more about opening hours?', 'none'],
  ['I could not find that, but shipping is free.', 'unsupported'],
  ['Shipping is free.', 'unsupported'],
  ['It costs 5.', 'unsupported'],
  ['Goods can be returned within thirty days.', 'supported'],
])('%s is %s', (sentence, verdict) => {
  expect(openJudge([passage]).judge(sentence)).toBe(verdict)
})

test('a tool result supports a claim', () => {
  const judge = openJudge([])
  expect(judge.judge('Your parcel left Hamburg yesterday.')).toBe('unsupported')
  judge.learn('{"state":"The parcel left Hamburg yesterday"}')
  expect(judge.judge('Your parcel left Hamburg yesterday.')).toBe('supported')
})

test('the notice speaks the language of the question', () => {
  expect(withheldNotice('How much?', false)).toMatch(/^I could not/)
  expect(withheldNotice('运费多少', true)).toMatch(/人工/)
  expect(withheldNotice('運費多少', false)).toMatch(/文件/)
})
