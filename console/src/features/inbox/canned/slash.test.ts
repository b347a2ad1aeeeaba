import { expect, test } from 'vitest'
import { insertReply, slashAt } from './slash.ts'

test.each([
  ['/', { start: 0, typed: '' }],
  ['/ref', { start: 0, typed: 'ref' }],
  ['Hello /退款', { start: 6, typed: '退款' }],
  ['好的/退', { start: 2, typed: '退' }],
  ['/refund rules', { start: 0, typed: 'refund rules' }],
  ['https://a.example', null],
  ['1/2', null],
  ['and/or', null],
  ['/ one', null],
  ['/a\nb', null],
  ['nothing', null],
])('%s', (text, found) => expect(slashAt(text, text.length)).toEqual(found))

test('the typed command is replaced by the whole text, and the text after it stays', () => {
  expect(insertReply('Hi /re, bye', { start: 3, typed: 're' }, 'Refunds take a day.')).toEqual({
    text: 'Hi Refunds take a day., bye',
    caret: 22,
  })
})
