import { expect, test } from 'vitest'
import { analyse, countTerms, weighTerms } from './analyse.ts'
import { termVector } from './term-vector.ts'

test.each([
  ['退货', ['退', '退货', '货']],
  ['退貨軟體', analyse('退货软件')],
  ['網路連線', analyse('网络连接')],
  ['Ｔｅａｍｓ', analyse('teams')],
  ['Connections', analyse('connected')],
  ["the customer's café", ['the', 'custom', 'cafe']],
  ['iPhone15退货', ['iphone15', '退', '退货', '货']],
  ['2020年', ['2020', '年']],
  ['Error KB-4042, v2.3.1', ['error', 'kb', '4042', 'kb-4042', 'v2', '3', '1', 'v2.3.1']],
  ['and/or read-only', ['and', 'or', 'read', 'onli']],
  ['東京タワー', ['东', '东京', '京', '京タ', 'タ', 'タワ', 'ワ', 'ワー', 'ー']],
  ['서울', ['서', '서울', '울']],
  ['…!?。,  \n🙂', []],
])('%s', (text, terms) => {
  expect([...analyse(text)].sort()).toEqual([...terms].sort())
})

test('a word weighs more than a pair, a pair more than a character or a word of grammar', () => {
  const weights = new Map(weighTerms('退货 退货 refund the').map(({ term, weight }) => [term, weight]))
  expect(weights).toEqual(
    new Map([
      ['退', 1.2],
      ['退货', 2],
      ['货', 1.2],
      ['refund', 2.5],
      ['^refu', 0.875],
      ['the', 0.5],
    ]),
  )
})

test('words with a common stem, or written together, share a term despite inflection', () => {
  const shared = (one: string, other: string) =>
    [...countTerms(one).keys()].filter((term) => countTerms(other).has(term)).map((term) => term[0])
  expect(shared('retirees', 'retirement')).toEqual(['^'])
  expect(shared('change of address', 'the changed addresses').sort()).toEqual(['^', '^', 'a', 'c', '~'])
  expect(shared('address change', 'change of address')).not.toContain('~')
  expect(shared('red 退货 box', 'red box')).not.toContain('~')
})

test('a term vector has as many positions as occurrences, and marks without any', () => {
  expect(
    termVector(
      new Map([
        ['退货', 3],
        ["o'b\\c", 1],
      ]),
      ['=x'],
    ),
  ).toBe(`'退货':1,2,3 'o''b\\\\c':1 '=x'`)
  expect(termVector(new Map([['a', 1_000]]), []).endsWith(',254,255')).toBe(true)
})

test('what carries grammar weighs less, also in Japanese', () => {
  const weights = new Map(weighTerms('怎么退货 返品する').map(({ term, weight }) => [term, weight]))
  expect(weights.get('怎么')).toBeLessThan(weights.get('退货') ?? 0)
  expect(weights.get('么')).toBeLessThan(weights.get('退') ?? 0)
  expect(weights.get('する')).toBeLessThan(weights.get('返品') ?? 0)
})
