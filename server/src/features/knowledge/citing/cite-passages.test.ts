import { expect, test } from 'vitest'
import { citePassages } from './cite-passages.ts'
import type { FoundPassage } from '../passages/passage.ts'

const document = `退货政策

自收到商品之日起七天内,可以无理由退货。生鲜商品不可退货。运费由买家承担,每单最高12元。

Refunds are paid to the original card within five business days. Gift cards cannot be refunded.`

const passage = (from: string, to: string, id: string): FoundPassage => {
  const start = document.indexOf(from)
  const end = document.indexOf(to, start) + to.length
  return {
    id,
    documentId: 'd1',
    documentName: 'policy.md',
    ordinal: 0,
    headingPath: ['退货政策'],
    page: null,
    start,
    end,
    text: document.slice(start, end),
    address: null,
    faqEntry: null,
    isDisabled: false,
    originalText: null,
    words: null,
    similarity: null,
    score: 1,
  }
}
const chinese = passage('退货政策', '最高12元。', 'zh')
const english = passage('Refunds', 'cannot be refunded.', 'en')
const cite = (answer: string) => citePassages(answer, 0, [chinese, english])
const quotes = (answer: string) => cite(answer).map((part) => part.quote)

test('each supported sentence points at the words that support it, in answer and document', () => {
  const answer =
    '您好!您可以在收到商品后 7 天内申请退货。退款会在五个工作日内到账吗?\nRefunds go to the original card within 5 business days.'
  const parts = cite(answer)
  expect(parts.map(({ number, passageId }) => [number, passageId])).toEqual([
    [1, 'zh'],
    [2, 'en'],
  ])
  for (const part of parts) {
    expect(document.slice(part.documentRange.start, part.documentRange.end)).toBe(part.quote)
    expect(part.answerRange.part).toBe(0)
  }
  expect(parts.map(({ answerRange: { start, end } }) => answer.slice(start, end))).toEqual([
    '您可以在收到商品后 7 天内申请退货。',
    'Refunds go to the original card within 5 business days.',
  ])
  expect(parts.map((part) => part.quote)).toEqual([
    '自收到商品之日起七天内,可以无理由退货。',
    'Refunds are paid to the original card within five business days.',
  ])
})

test('the exact words alone are quoted, full-width punctuation included', () => {
  expect(quotes('根据规定：\n运费由买家承担，每单最高12元。')).toEqual(['运费由买家承担,每单最高12元'])
})

test('traditional script is supported by simplified', () => {
  expect(quotes('生鮮商品不可退貨。')).toEqual(['生鲜商品不可退货。'])
})

test.each([
  ['another number', '自收到商品之日起三十天内,可以无理由退货。'],
  ['another number in digits', 'Refunds are paid to the original card within 9 business days.'],
  ['a no turned to yes', 'Gift cards can be refunded.'],
  ['a yes turned to no', '自收到商品之日起七天内,不可以无理由退货。'],
  ['something else', '我们的客服时间是每天早上九点到晚上六点。'],
  ['a few shared words', 'Your card was stolen by a very original thief near the office.'],
  ['a question', '自收到商品之日起七天内,可以无理由退货吗?'],
  ['nothing to support', '好的。'],
])('%s is not cited', (_, answer) => {
  expect(quotes(answer)).toEqual([])
})

test('a passage keeps its number across the parts of an answer', () => {
  const numbers = new Map<string, number>()
  const first = citePassages('Gift cards cannot be refunded.', 0, [chinese, english], numbers)
  const second = citePassages(
    '生鲜商品不可退货。Gift cards cannot be refunded.',
    2,
    [chinese, english],
    numbers,
  )
  expect([...first, ...second].map((part) => [part.answerRange.part, part.passageId, part.number])).toEqual([
    [0, 'en', 1],
    [2, 'zh', 2],
    [2, 'en', 1],
  ])
})

test('a quote is the original text, whatever the notation of the answer', () => {
  const text = '仓库面积不超过 10² 平方米，保修期为 5½ 年。第③条：订单满 99 元包邮，偏远地区除外。'
  const written = { ...chinese, start: 40, end: 40 + text.length, text }
  const told = (answer: string) => citePassages(answer, 0, [written])[0]
  expect(told('第3条:订单满 99 元包邮,偏远地区除外。')).toMatchObject({
    quote: '第③条：订单满 99 元包邮，偏远地区除外',
    documentRange: { start: 40 + text.indexOf('第③'), end: 40 + text.length - 1 },
  })
  expect(told('仓库面积不超过 10² 平方米。')?.quote).toBe('仓库面积不超过 10² 平方米')
})

test('a power and a fraction are not the digits that they are written with', () => {
  const text = '仓库面积不超过 10² 平方米。保修期为 5½ 年，自购买之日起。'
  const cited = (answer: string) => citePassages(answer, 0, [{ ...chinese, text }])
  expect(cited('仓库的面积不可超过 102 平方米。')).toEqual([])
  expect(cited('保修期自购买之日起为 51 年。')).toEqual([])
  expect(cited('保修期自购买之日起为 5½ 年。')).toHaveLength(1)
})

test('an answer of a hundred thousand characters does not block, and exact quotes have sources to the end', () => {
  const word = (nth: number) => `w${(nth % 4_000).toString(36)}q`
  const sentences = (count: number) =>
    Array.from({ length: count }, (_, at) => `${word(at)} ${word(at * 7)} ${word(at * 13)}.`)
  const passages = Array.from({ length: 8 }, (_, at) => ({
    ...chinese,
    id: `${at}`,
    text: sentences(150).join(' '),
  }))
  const [, exact = ''] = sentences(2)
  const answer = `${sentences(5_500).toReversed().join(' ')} ${exact}`
  const cited = citePassages(answer, 0, passages)
  expect(cited.at(-1)?.answerRange.end).toBe(answer.length)
}, 20_000)
