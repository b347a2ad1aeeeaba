import { describe, expect, test } from 'vitest'
import { formedText, normalForm } from './normal-form.ts'

test('width, form and composition make no difference', () => {
  expect(normalForm('１０²，⼯ e\u0301 ½')).toBe('102,工 é 1⁄2')
})

test('a hundred thousand accents on one letter take no time worth mentioning', () => {
  const began = performance.now()
  expect(normalForm(`e${'\u0301\u0323'.repeat(50_000)}`).length).toBeLessThan(40)
  expect(performance.now() - began).toBeLessThan(500)
})

describe('a range of the normal form maps to whole characters of the text', () => {
  const original = (text: string, wanted: string) => {
    const formed = formedText(text, normalForm)
    const start = formed.text.indexOf(wanted)
    expect(start).toBeGreaterThanOrEqual(0)
    const range = formed.rangeIn({ start, end: start + wanted.length })
    return text.slice(range.start, range.end)
  }

  test.each([
    ['plain text', 'text', 'text'],
    ['面积 10² 平方米，不含', '102 平方米,', '10² 平方米，'],
    ['5½ 小时…完', '完', '完'],
    ['5½ 小时', '51', '5½'],
    ['第③条：ﬁne', '条:fi', '条：ﬁ'],
    ['cafe\u0301 au lait', 'é a', 'e\u0301 a'],
    ['ｶﾞｲﾄﾞ', 'ガイ', 'ｶﾞｲ'],
    ['\u1112\u1161\u11AB글', '한', '\u1112\u1161\u11AB'],
    ['😀１', '😀1', '😀１'],
  ])('%s', (text, wanted, stretch) => expect(original(text, wanted)).toBe(stretch))

  test('an empty range maps to its position', () => {
    const formed = formedText('½½x', normalForm)
    expect(formed.rangeIn({ start: 6, end: 6 })).toEqual({ start: 2, end: 2 })
    expect(formed.rangeIn({ start: 7, end: 7 })).toEqual({ start: 3, end: 3 })
  })
})
