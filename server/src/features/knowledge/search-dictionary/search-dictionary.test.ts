import { beforeEach, expect, test, vi } from 'vitest'
import type { Scope } from '#kernel/scope.ts'
import { numberOf } from '#platform/lexical/profile.ts'
import { sharedTestApp } from '#test/support/open-test-app.ts'
import {
  addSearchDictionaryEntry,
  addDocument,
  changeSearchDictionaryEntry,
  deleteSearchDictionaryEntry,
  exportSearchDictionary,
  importSearchDictionary,
  listSearchDictionary,
} from '../index.ts'
import { countsOf, makeLibrary, settled, textsFor } from '../testing.ts'

let scope: Scope
let knowledgeBaseId: string

beforeEach(async () => {
  ;({ scope, knowledgeBaseId } = await makeLibrary(await sharedTestApp()))
})

// Each with a name of its own that matches nothing.
let dots = ''
const put = async (text: string) => {
  dots += '·'
  return settled(scope, (await addDocument(scope, { knowledgeBaseId, name: `${dots}.txt`, text })).id)
}
const ask = (question: string) => textsFor(scope, question, [knowledgeBaseId])
const firstFor = (question: string, text: string) =>
  vi.waitFor(async () => expect((await ask(question))[0]).toBe(text), { timeout: 45_000, interval: 50 })

test('a protected word is matched as a whole, in existing and in new content', async () => {
  const c = 'Courses in C, in C again and in C once more.'
  const plus = 'A longer course that among many other things of interest to everybody also treats C++.'
  await put(c)
  await put(plus)
  expect((await ask('C++'))[0]).toBe(c)
  const { id } = await addSearchDictionaryEntry(scope, { kind: 'kept', words: ['C++'] })
  await firstFor('c++ course', plus)
  const late = 'C++!'
  await put(late)
  await firstFor('C++', late)
  const { kept, counted } = await countsOf(scope, knowledgeBaseId)
  expect(kept).toEqual(counted)
  await deleteSearchDictionaryEntry(scope, { searchDictionaryEntryId: id })
  await vi.waitFor(
    async () =>
      expect((await countsOf(scope, knowledgeBaseId)).kept.kept).not.toContainEqual(
        expect.objectContaining({ number: numberOf('"c++') }),
      ),
    { timeout: 45_000, interval: 50 },
  )
  expect((await ask('C++'))[0]).not.toBe(plus)
})

test.each(['Wi-Fi', 'a/b', 'a.*+?(b)', '^x[1]{2}|y$', 'c\\d'])(
  'any word can be protected: %s',
  async (word) => {
    await addSearchDictionaryEntry(scope, { kind: 'kept', words: [word] })
    await put(`All about ${word} here.`)
    expect(await ask(`What is ${word} about?`)).toHaveLength(1)
  },
)

test('a Chinese name is not matched by its separate characters, in either script', async () => {
  const apart = '小孩吃米,手上有环,米小手环大。小米粒,手环境。'
  const name = '这款产品有七天电池续航时间,同时还支持防水功能和心率监测,就叫小米手环。'
  await put(apart)
  await put(name)
  await addSearchDictionaryEntry(scope, { kind: 'kept', words: ['小米手環'] })
  await firstFor('小米手环', name)
})

test('words that mean the same find each other, in any form and language', async () => {
  const text = '退款将在五日内到账。'
  await put(text)
  await put('Parking is free.')
  expect(await ask('money back')).toEqual([])
  await addSearchDictionaryEntry(scope, { kind: 'same', words: ['refund', 'money back', '退款'] })
  expect(await ask('When do I get my money back?')).toEqual([text])
  expect(await ask('refunds')).toEqual([text])
})

test('a synonym works in one direction only', async () => {
  await put('Paid time off is thirty days.')
  await put('PTO')
  const { id } = await addSearchDictionaryEntry(scope, { kind: 'finds', words: ['PTO', 'paid time off'] })
  expect(await ask('pto')).toHaveLength(2)
  expect(await ask('paid time off')).toHaveLength(1)
  await changeSearchDictionaryEntry(scope, { searchDictionaryEntryId: id, kind: 'same' })
  expect(await ask('paid time off')).toHaveLength(2)
})

test.each([
  ['kept', ['a', 'b']],
  ['same', ['one']],
  ['same', ['One', 'oNE']],
  ['finds', ['…', 'dots']],
] as const)('%s %j is refused in words', async (kind, words) => {
  await expect(addSearchDictionaryEntry(scope, { kind, words: [...words] })).rejects.toMatchObject({
    code: 'invalid_input',
  })
})

test('an exported dictionary is imported elsewhere, once', async () => {
  await addSearchDictionaryEntry(scope, { kind: 'kept', words: ['=C++, "new"'] })
  await addSearchDictionaryEntry(scope, { kind: 'same', words: ['退款', 'refund'] })
  const { csv } = await exportSearchDictionary(scope, {})
  const other = (await makeLibrary(scope.app)).scope
  expect(await importSearchDictionary(other, { csv })).toEqual({ added: 2, unchanged: 0, skipped: [] })
  expect(await importSearchDictionary(other, { csv })).toEqual({ added: 0, unchanged: 2, skipped: [] })
  expect(await exportSearchDictionary(other, {})).toEqual({ csv })
  const { items } = await listSearchDictionary(other, { search: 'REFUND' })
  expect(items.map(({ words }) => words)).toEqual([['退款', 'refund']])
})

test('invalid rows are skipped with a reason', async () => {
  const csv = 'kind,word\nkept,one,two\n\nsame,cat,kitten\nfinds,x\n'
  const { added, skipped } = await importSearchDictionary(scope, { csv })
  expect(added).toBe(1)
  expect(skipped.map(({ row }) => row)).toEqual([1, 2, 5])
})

test('the words of one tenant have no effect in another', async () => {
  await addSearchDictionaryEntry(scope, { kind: 'same', words: ['refund', '退款'] })
  const other = await makeLibrary(scope.app)
  await settled(
    other.scope,
    (await addDocument(other.scope, { knowledgeBaseId: other.knowledgeBaseId, name: 'a.txt', text: '退款' }))
      .id,
  )
  expect(await textsFor(other.scope, 'refund', [other.knowledgeBaseId])).toEqual([])
  expect((await listSearchDictionary(other.scope, {})).items).toEqual([])
})
