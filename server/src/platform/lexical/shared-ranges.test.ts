import { expect, test } from 'vitest'
import { sharedRanges } from './shared-ranges.ts'

const shared = (question: string, text: string) =>
  sharedRanges(question, text).map(({ start, end }) => text.slice(start, end))

test.each([
  ['When are the goods returned?', 'Returning goods is free. The shop is open.', ['Returning', 'goods']],
  ['退款多久', '退款将在五个工作日内完成。', ['退款']],
  ['退貨政策', '商品可在三十天内退货。', ['退货']],
  ['錯', '这是错的', ['错']],
  ['What is it?', 'What it is, nobody says.', []],
  ['DR-450', 'The DR-450 and the DR-460.', ['DR', '450', 'DR']],
  ['', 'Nothing is asked.', []],
])('“%s” shares with “%s” %j', (question, text, expected) => {
  expect(shared(question, text)).toEqual(expected)
})
