import { beforeAll, beforeEach, expect, test } from 'vitest'
import { normalForm } from '#platform/lexical/normal-form.ts'
import type { Application } from '#kernel/application.ts'
import { Fault } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import { sharedTestApp } from '#test/support/open-test-app.ts'
import {
  addDocument,
  addFaqEntry,
  editPassage,
  listPassages,
  listUnfitEdits,
  readDocumentText,
} from '../index.ts'
import { countsOf, makeLibrary, settled, textsFor, withReader } from '../testing.ts'
import { rereadKnowledgeBase } from './reread-knowledge-base.ts'

const RULES = `# 第①章：面积

仓库面积不超过 10² 平方米，每次租期 5½ 小时。

# 第②章：配送

订单满 99 元包邮，偏远地区（如新疆）除外；ＶＩＰ 客户…不受此限。`

let app: Application
let scope: Scope
let knowledgeBaseId: string
beforeAll(async () => {
  app = await sharedTestApp()
})
beforeEach(async () => {
  ;({ scope, knowledgeBaseId } = await makeLibrary(app))
})

const add = async (name: string, text: string) =>
  (await settled(scope, (await addDocument(scope, { knowledgeBaseId, name, text })).id)).id
const passagesOf = async (documentId: string) => (await listPassages(scope, { documentId, limit: 100 })).items
const textOf = async (documentId: string) => (await readDocumentText(scope, { documentId })).text
const rowOf = (id: string) =>
  scope.app.database.read(scope.tenantId, (tx) =>
    tx.selectFrom('documents').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
  )
const change = (id: string, to: { blob_key: string; content: null } | { text: string; reading: number }) =>
  scope.app.database.write(scope.tenantId, async (tx) => {
    await tx.updateTable('documents').set(to).where('id', '=', id).execute()
  })

/** As the previous version stored it: text, passages, headings and the originals of edits, all normalized. */
async function makeOlder(id: string): Promise<void> {
  const { text, live_revision: revision } = await rowOf(id)
  const older = normalForm(text)
  await change(id, { text: older, reading: 1 })
  await scope.app.database.write(scope.tenantId, async (tx) => {
    const rows = await tx
      .selectFrom('passages')
      .leftJoin('passage_edits', 'passage_edits.id', 'passages.edit_id')
      .select(['passages.id', 'edit_id', 'original_text', 'passages.text', 'heading_path'])
      .where('passages.document_id', '=', id)
      .where('revision', '=', revision)
      .orderBy('passages.ordinal')
      .execute()
    let at = 0
    for (const row of rows) {
      const original = normalForm(row.original_text ?? row.text)
      const start = older.indexOf(original, at)
      at = start + 1
      await tx
        .updateTable('passages')
        .set({
          start_offset: start,
          end_offset: start + original.length,
          heading_path: row.heading_path.map(normalForm),
          ...(row.original_text === null && { text: original }),
        })
        .where('id', '=', row.id)
        .execute()
      if (row.edit_id)
        await tx
          .updateTable('passage_edits')
          .set({ original_text: original })
          .where('id', '=', row.edit_id)
          .execute()
    }
  })
}

test('a document stored normalised gets its original text back, at the same positions', async () => {
  const id = await add('rules.md', RULES)
  const [first, second] = await passagesOf(id)
  await editPassage(scope, { passageId: second?.id ?? '', text: '偏远地区不包邮。' })
  const written = await passagesOf(id)
  const text = await textOf(id)
  await makeOlder(id)
  expect((await passagesOf(id))[0]?.text).toContain('102 平方米,每次租期 51⁄2 小时')
  const before = await rowOf(id)

  await rereadKnowledgeBase(scope, { knowledgeBaseId })
  expect(await textOf(id)).toBe(text)
  expect(await passagesOf(id)).toEqual(written)
  expect(written.map((passage) => passage.id)).toEqual([first?.id, second?.id])
  expect(written[1]?.originalText).toContain('除外；ＶＩＰ 客户…不受此限')
  const { reading, revision, state, updated_at } = await rowOf(id)
  expect({ reading, revision, state, updated_at }).toEqual({
    reading: 2,
    revision: before.revision,
    state: 'ready',
    updated_at: before.updated_at,
  })
  expect(await textsFor(scope, '仓库面积 102 平方米', [knowledgeBaseId])).toContain(first?.text)
  const { kept, counted } = await countsOf(scope, knowledgeBaseId)
  expect(kept).toEqual(counted)
  // The edit is applied again at its place, so none is left over.
  expect((await listUnfitEdits(scope, { documentId: id })).items).toEqual([])
})

test('a question with its answer is mended too', async () => {
  const faqEntry = { question: '能带 ½ 升的水吗？', answer: '可以，见第②条。' }
  const { documentId } = await addFaqEntry(scope, { knowledgeBaseId, ...faqEntry })
  await settled(scope, documentId)
  await makeOlder(documentId)
  await rereadKnowledgeBase(scope, { knowledgeBaseId })
  expect((await passagesOf(documentId))[0]).toMatchObject({ faqEntry, headingPath: [faqEntry.question] })
})

test('a document whose text changed is indexed again, with the edits that still fit', async () => {
  const id = await add('rules.md', RULES)
  const [first] = await passagesOf(id)
  await editPassage(scope, { passageId: first?.id ?? '', isDisabled: true })
  await makeOlder(id)
  await change(id, { text: `${normalForm(RULES)}\n\n旧的一段`, reading: 1 })
  await rereadKnowledgeBase(scope, { knowledgeBaseId })
  await settled(scope, id)
  const [again] = await passagesOf(id)
  expect(again).toMatchObject({ text: first?.text, isDisabled: true })
  expect((await rowOf(id)).reading).toBe(2)
  expect((await listUnfitEdits(scope, { documentId: id })).items).toEqual([])
})

test('a killed run is continued; what is not read yet is found as before', async () => {
  const ids = [await add('a.md', RULES), await add('b.md', RULES), await add('c.md', RULES)]
  for (const id of ids) await makeOlder(id)
  let reads = 0
  const dying = withReader(scope, async (content, mediaType, signal) => {
    reads++
    if (reads === 2) throw new Fault('unavailable', 'The server is stopping.')
    return scope.app.ports.documents.extract(content, mediaType, signal)
  })
  await expect(rereadKnowledgeBase(dying, { knowledgeBaseId })).rejects.toThrow('stopping')
  const readings = async () => Promise.all(ids.map(async (id) => (await rowOf(id)).reading))
  expect(await readings()).toEqual([2, 1, 1])
  expect(await textsFor(scope, '仓库面积不超过', [knowledgeBaseId])).toHaveLength(6)
  await rereadKnowledgeBase(scope, { knowledgeBaseId })
  expect(await readings()).toEqual([2, 2, 2])
  for (const id of ids) expect(await textOf(id)).toContain('10² 平方米，')
})

test('a document without its file, or a picture, stays unchanged and blocks no other', async () => {
  const [lost, picture, other] = [
    await add('lost.md', RULES),
    await add('seen.md', RULES),
    await add('other.md', RULES),
  ]
  for (const id of [lost, picture, other]) await makeOlder(id)
  await change(lost, { blob_key: `uploads/${scope.tenantId}/gone`, content: null })
  await scope.app.database.write(scope.tenantId, (tx) =>
    tx.updateTable('documents').set({ media_type: 'image/png' }).where('id', '=', picture).execute(),
  )
  await rereadKnowledgeBase(scope, { knowledgeBaseId })
  for (const id of [lost, picture])
    expect(await rowOf(id)).toMatchObject({ state: 'ready', reading: 1, text: normalForm(await textOf(id)) })
  expect(await textOf(other)).toContain('10² 平方米，')
  expect(await textsFor(scope, '仓库面积不超过', [knowledgeBaseId])).toHaveLength(6)
})
