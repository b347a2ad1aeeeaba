import { expect, test } from 'vitest'
import { errorOfAnswer } from '#client/api-error.ts'
import { ErrorCode, ModelFailure } from '#contract/error-codes.ts'
import { en } from './en.ts'
import { faultSentence } from './fault-sentence.ts'
import { replySentence } from './reply-sentence.ts'
import { zhCN } from './zh-cn.ts'
import { zhTW } from './zh-tw.ts'

/** A refusal as a page gets it. */
const answered = (problem: object) =>
  errorOfAnswer(
    400,
    () => null,
    JSON.stringify({ code: 'internal', detail: 'In English.', requestId: 'r', ...problem }),
  )

test('every code has its own sentence in the language of the page', () => {
  for (const code of ErrorCode.options)
    for (const t of [zhCN, zhTW])
      expect(faultSentence(answered({ code }), t)).toMatch(/^[\u3000-\u9fff\uff00-\uffef]{4}/)
})

test('every model failure has its own sentence in each language', () => {
  for (const t of [en, zhCN, zhTW]) {
    const sentences = ModelFailure.options.map((code) => replySentence(code, t))
    expect(new Set([...sentences, t.faults.upstream_failed]).size).toBe(sentences.length + 1)
  }
})

test('a size limit is stated in our own words, without the server’s', () => {
  const error = answered({ code: 'too_large', limitBytes: 4_000_000 })
  expect(faultSentence(error, en)).toBe('It is too large: the limit is 4 MB.')
  expect(faultSentence(error, zhCN)).toBe('内容太大了，最多 4 MB。')
  expect(faultSentence(answered({ code: 'too_large' }), zhTW)).toBe('內容太大了。')
})

test('the server’s sentence follows ours where it adds detail, and a known reason needs none', () => {
  const error = { code: 'conflict', detail: 'There is a team of this name.' }
  expect(faultSentence(answered(error), en)).toBe(`${en.faults.conflict} ${error.detail}`)
  expect(faultSentence(answered(error), zhCN)).toBe(`${zhCN.faults.conflict}（服务器说明：${error.detail}）`)
  const general = { code: 'conflict', detail: 'Somebody else changed this first. Try again.' }
  expect(faultSentence(answered(general), zhCN)).toBe(zhCN.faults.conflict)
  const held = { code: 'precondition_failed', reason: 'held', detail: 'A person answers here.' }
  expect(faultSentence(answered(held), zhCN)).toBe(zhCN.faults.reasons.held)
  const later = { ...held, reason: 'of-a-later-year' }
  expect(faultSentence(answered(later), zhCN)).toContain(held.detail)
})

test('people of a suspended organisation read so in their language', () =>
  expect(faultSentence(answered({ code: 'forbidden', reason: 'suspended' }), zhTW)).toBe(
    zhTW.tenants.suspendedText,
  ))
