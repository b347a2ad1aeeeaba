import { encoded } from '#test/support/encoded.ts'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Scope } from '#kernel/scope.ts'
import { sharedTestApp, type TestApp } from '#test/support/open-test-app.ts'
import {
  addFaqEntry,
  changeFaqEntry,
  deleteDocument,
  editPassage,
  exportFaqEntries,
  importFaqEntries,
  listDocuments,
  listFaqEntries,
  listPassages,
  previewFaqImport,
  searchKnowledge,
} from '../index.ts'
import { countsOf, makeLibrary, settled, textsFor } from '../testing.ts'

let app: TestApp
let scope: Scope
let knowledgeBaseId: string
beforeAll(async () => {
  app = await sharedTestApp()
})
beforeEach(async () => {
  ;({ scope, knowledgeBaseId } = await makeLibrary(app))
})

const add = async (question: string, answer: string) => {
  const faqEntry = await addFaqEntry(scope, { knowledgeBaseId, question, answer })
  await settled(scope, faqEntry.documentId)
  return faqEntry
}
const allReady = async () => {
  const { items } = await listFaqEntries(scope, { knowledgeBaseId })
  for (const { documentId } of items) await settled(scope, documentId)
  return items
}

describe('a question and its answer', () => {
  test('are found as a whole, however long, and a hit returns both', async () => {
    const answer = `${'Long words of advice. '.repeat(200)}\n\nAnd a second part.`
    const { documentId } = await add('How do I  return\na parcel?', answer)
    expect((await listPassages(scope, { documentId })).items).toHaveLength(1)
    const [hit] = (
      await searchKnowledge(scope, { query: 'return parcel', knowledgeBaseIds: [knowledgeBaseId] })
    ).items
    expect(hit?.passage).toMatchObject({
      faqEntry: { question: 'How do I return a parcel?', answer: answer.trim() },
      headingPath: ['How do I return a parcel?'],
    })
    expect((await listDocuments(scope, { knowledgeBaseId, kind: 'faq-entry' })).items).toHaveLength(1)
    expect((await listDocuments(scope, { knowledgeBaseId, kind: 'document' })).items).toHaveLength(0)
  })

  test('are changed, and only the new ones are found', async () => {
    const { documentId } = await add('开票吗？', '不开。')
    expect(await changeFaqEntry(scope, { documentId, answer: '可以开电子发票。' })).toMatchObject({
      question: '开票吗？',
      answer: '可以开电子发票。',
    })
    await settled(scope, documentId)
    expect(await textsFor(scope, '开票')).toEqual(['开票吗？\n\n可以开电子发票。'])
    const [passage] = (await listPassages(scope, { documentId })).items
    await expect(
      editPassage(scope, { passageId: passage?.id ?? '', isDisabled: true }),
    ).rejects.toMatchObject({
      code: 'invalid_input',
    })
    await deleteDocument(scope, { documentId })
    expect(await textsFor(scope, '开票')).toEqual([])
    const { kept, counted } = await countsOf(scope, knowledgeBaseId)
    expect(kept).toEqual(counted)
  })

  test('are there once', async () => {
    const first = await add('A?', 'a')
    const second = await add('B?', 'b')
    await expect(
      addFaqEntry(scope, { knowledgeBaseId, question: ' A? ', answer: 'x' }),
    ).rejects.toMatchObject({
      code: 'conflict',
    })
    await expect(
      changeFaqEntry(scope, { documentId: second.documentId, question: 'A?' }),
    ).rejects.toMatchObject({
      code: 'conflict',
    })
    expect(
      (await listFaqEntries(scope, { knowledgeBaseId, search: 'a' })).items.map(
        ({ documentId }) => documentId,
      ),
    ).toEqual([first.documentId])
  })
})

describe('an import', () => {
  test.each([
    ['by English headings', 'id,Answer,Question\n1,Nine.,When?\n', [2, 1], true],
    ['by Chinese headings', '标准问题\t答案\n几点开门？\t九点\n', [0, 1], true],
    [
      'by what stands in them',
      'cat,When do you open?,At nine every day\ncat,Where?,In Oslo, see map\n',
      [1, 2],
      false,
    ],
    [
      'of short questions without marks',
      '开门时间,我们每天早上九点开门\n地址,我们在奥斯陆市中心\n',
      [0, 1],
      false,
    ],
  ])('recognises the columns %s', async (_, text, [question, answer], hasHeader) => {
    expect(await previewFaqImport(scope, { knowledgeBaseId, text })).toMatchObject({
      hasHeader,
      questionColumn: question,
      answerColumn: answer,
    })
  })

  test('adds, changes, leaves and skips rows, with a reason', async () => {
    await add('Old?', 'old')
    await add('Same?', 'same')
    const text =
      'question,answer\r\nOld?,new\r\nSame?,same\r\n,nothing\r\n\r\n"Fresh, or not?","Yes,\nfresh."\r\nNo answer?,\r\n'
    const skipped = [
      { row: 4, errorCode: 'no-question', reason: 'It has no question.' },
      { row: 7, errorCode: 'no-answer', reason: 'It has no answer.' },
    ]
    const outcome = { added: 1, changed: 1, unchanged: 1, skipped }
    expect(await previewFaqImport(scope, { knowledgeBaseId, text })).toMatchObject({
      ...outcome,
      skippedCount: 2,
    })
    expect(await importFaqEntries(scope, { knowledgeBaseId, text })).toEqual({
      ...outcome,
    })
    const items = await allReady()
    expect(items.map(({ question, answer }) => [question, answer])).toEqual([
      ['Fresh, or not?', 'Yes,\nfresh.'],
      ['Same?', 'same'],
      ['Old?', 'new'],
    ])
    expect(await importFaqEntries(scope, { knowledgeBaseId, text })).toMatchObject({
      added: 0,
      changed: 0,
      unchanged: 3,
    })
    const exported: string[][] = []
    for await (const faqEntries of exportFaqEntries(scope, { knowledgeBaseId }))
      exported.push(...faqEntries.map(({ question, answer }) => [question, answer]))
    expect(exported).toEqual(items.map(({ question, answer }) => [question, answer]))
  })

  test('previews other columns before it is done', async () => {
    const text = 'one,two,three\nWhen?,Now.,\nWhere?,,Here.\n'
    const file = { knowledgeBaseId, text, questionColumn: 0, hasHeader: true }
    expect(await previewFaqImport(scope, { ...file, answerColumn: 1 })).toMatchObject({
      columns: ['one', 'two', 'three'],
      added: 1,
      skipped: [{ row: 3, errorCode: 'no-answer' }],
    })
    expect(await previewFaqImport(scope, { ...file, answerColumn: 2 })).toMatchObject({ added: 1 })
    expect(await previewFaqImport(scope, { ...file, answerColumn: 0 })).toMatchObject({ added: 0 })
    expect(await allReady()).toEqual([])
  })

  test('a file that a spreadsheet saved is taken in by its bytes', async () => {
    const content = (text: string, encoding: string) =>
      Buffer.from(encoded(text, encoding) ?? []).toString('base64')
    const text = '質問,回答\n送料はいくらですか,送料は全国一律五百円です。\n'
    const preview = await previewFaqImport(scope, { knowledgeBaseId, content: content(text, 'shift_jis') })
    expect(preview).toMatchObject({ columns: ['質問', '回答'], added: 1 })
    expect(
      await importFaqEntries(scope, { knowledgeBaseId, content: content(text, 'euc-jp') }),
    ).toMatchObject({
      added: 1,
    })
    expect(await importFaqEntries(scope, { knowledgeBaseId, text })).toMatchObject({ added: 0, unchanged: 1 })
    const garbled = content('Вопрос,Ответ\nГде заказ,В пути уже давно\n', 'koi8-r')
    await expect(importFaqEntries(scope, { knowledgeBaseId, content: garbled })).rejects.toMatchObject({
      code: 'invalid_input',
      reason: 'unknown-encoding',
    })
    await expect(importFaqEntries(scope, { knowledgeBaseId })).rejects.toMatchObject({
      code: 'invalid_input',
    })
  })

  test('asks for the columns when they are ambiguous', async () => {
    await expect(importFaqEntries(scope, { knowledgeBaseId, text: 'one\ntwo\n' })).rejects.toMatchObject({
      code: 'invalid_input',
    })
  })
})
