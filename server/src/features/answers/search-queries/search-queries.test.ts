import { expect, test } from 'vitest'
import { standsAlone } from './what-to-search.ts'
import { isSmallTalk, isReworking } from './talk.ts'

test.each([
  'Hi',
  'Hello there!',
  'Thank you so much!',
  'ok, thanks',
  '你好',
  '谢谢!',
  '好的，谢谢您',
  '早上好。',
  '明白了',
  '',
])('%s is a courtesy and starts no search', (text) => expect(isSmallTalk(text)).toBe(true))

test.each([
  'Hi, when do you open?',
  'Thanks. And the fee?',
  '你好，怎么退货',
  'Hello Kitty bags',
  '好评返现',
  '谢谢卡',
])('%s holds a question', (text) => expect(isSmallTalk(text)).toBe(false))

test.each([
  'Translate that into French, please',
  'Summarize the above.',
  'shorter please',
  '翻译成英文',
  '请总结一下',
  '用英文再说一遍',
  'Thanks! Now translate it to German',
])('%s refers to the last answer', (text) => expect(isReworking(text)).toBe(true))

test.each([
  'Do you translate contracts?',
  '翻译服务多少钱',
  'Summarize your return policy',
  'Translate that and tell me the price',
  'thanks',
])('%s does not', (text) => expect(isReworking(text)).toBe(false))

test.each([
  ['When does the shop open on Sundays?', true],
  ['海外订单的退款需要多久才能到账？', true],
  ['How long does it take to arrive there?', false],
  ['And on Sundays and holidays, please?', false],
  ['What about orders from overseas?', false],
  ['那海外订单呢，需要多久才能到账？', false],
  ['它的保修期是多久，能不能延长？', false],
  ['on Sundays?', false],
])('%s is searched as it is: %s', (question, expected) => expect(standsAlone(question)).toBe(expected))
