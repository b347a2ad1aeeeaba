import { Readable } from 'node:stream'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Scope } from '#kernel/scope.ts'
import { Fault } from '#kernel/fault.ts'
import { uploadFile } from '#features/files/index.ts'
import { makeMember } from '#features/access/testing.ts'
import { sharedTestApp, type TestApp } from '#test/support/open-test-app.ts'
import { noKeptWords } from '#platform/lexical/kept-words.ts'
import { analysePassage } from '../passages/analysed-passage.ts'
import { beginIndexing, indexDocument } from './index-document.ts'
import {
  addDocument,
  deleteDocument,
  deleteKnowledgeBase,
  listDocuments,
  listPassages,
  readDocument,
  readKnowledgeBase,
  retryDocument,
} from '../index.ts'
import { splitDocument } from './split-document.ts'
import { storePart } from './store-part.ts'
import { countsOf, makeLibrary, settled, stepsOf, textsFor, unindexed, withReader } from '../testing.ts'

let app: TestApp
let scope: Scope
let knowledgeBaseId: string

beforeAll(async () => {
  app = await sharedTestApp()
})
const fresh = async () => ({ scope, knowledgeBaseId } = await makeLibrary(app))
const consistent = async () => {
  const { kept, counted, terms } = await countsOf(scope, knowledgeBaseId)
  expect(kept).toEqual(counted)
  return terms
}

/** Text with this many passages, each with a distinct word. */
const paragraphs = (count: number, mark = '货') =>
  Array.from({ length: count }, (_, at) => `第${at}段 item${at} ${mark.repeat(360)}。`).join('\n\n')

describe('a document', () => {
  test('goes from queued to ready, notifies subscribers, and is found', async () => {
    await fresh()
    const added = await addDocument(scope, { knowledgeBaseId, name: 'long.txt', text: paragraphs(150) })
    expect(added).toMatchObject({ state: 'queued', progress: 0, mediaType: 'text/plain', failure: null })
    const document = await settled(scope, added.id)
    expect(document).toMatchObject({ state: 'ready', progress: 1, passageCount: 150 })
    expect((await textsFor(scope, 'item77'))[0]).toContain('item77 ')
    expect(await readKnowledgeBase(scope, { knowledgeBaseId })).toMatchObject({
      documentCount: 1,
      passageCount: 150,
    })
    await consistent()

    const steps = await stepsOf(scope, added.id)
    expect(steps.map(({ state }) => state)).toEqual(['extracting', 'indexing', 'ready'])
    const progress = steps.map((step) => step.progress)
    expect(progress).toEqual(progress.toSorted((a, b) => a - b))
    expect(progress.at(-1)).toBe(1)
  })

  test('is read from an uploaded file, with pages and headings', async () => {
    await fresh()
    const member = await makeMember(app, scope, 'admin')
    const content = '<h1>Leave</h1><p>Ten days a year.</p>'
    const file = await uploadFile(member.scope, { name: 'leave.html', content: Readable.from([content]) })
    const document = await settled(
      scope,
      (await addDocument(scope, { knowledgeBaseId, name: 'leave.html', fileId: file.id })).id,
    )
    expect(document).toMatchObject({ state: 'ready', mediaType: 'text/html', sizeBytes: content.length })
    const { items } = await listPassages(scope, { documentId: document.id })
    expect(items).toMatchObject([{ text: 'Leave\n\nTen days a year.', headingPath: ['Leave'], ordinal: 0 }])
  })

  test('is either a text or a file', async () => {
    await fresh()
    await expect(addDocument(scope, { knowledgeBaseId, name: 'x' })).rejects.toMatchObject({
      code: 'invalid_input',
    })
    await expect(
      addDocument(scope, { knowledgeBaseId, name: 'x', text: 'x', fileId: crypto.randomUUID() }),
    ).rejects.toMatchObject({ code: 'invalid_input' })
    await expect(
      addDocument(scope, { knowledgeBaseId, name: 'x', fileId: crypto.randomUUID() }),
    ).rejects.toMatchObject({ code: 'not_found' })
  })

  test('that is unreadable fails with a reason, and can be retried', async () => {
    await fresh()
    const row = await unindexed(scope, knowledgeBaseId, ' \n ')
    await indexDocument(scope, { documentId: row.id })
    expect(await readDocument(scope, { documentId: row.id })).toMatchObject({
      state: 'failed',
      failure: { code: 'invalid_input', detail: 'The document has no text.' },
    })
    const retried = await retryDocument(scope, { documentId: row.id })
    expect(retried).toMatchObject({ state: 'queued', failure: null })
    await expect(retryDocument(scope, { documentId: row.id })).rejects.toMatchObject({ code: 'conflict' })
    expect(await settled(scope, row.id)).toMatchObject({ state: 'failed' })
  })

  test('that fails for an outside reason is retried', async () => {
    await fresh()
    const row = await unindexed(scope, knowledgeBaseId, '退货')
    const broken = withReader(scope, async () => {
      throw new Fault('unavailable', 'Not now.')
    })
    await expect(indexDocument(broken, { documentId: row.id })).rejects.toMatchObject({ code: 'unavailable' })
    expect(await readDocument(scope, { documentId: row.id })).toMatchObject({
      state: 'extracting',
      failure: null,
    })
    await indexDocument(scope, { documentId: row.id })
    expect(await readDocument(scope, { documentId: row.id })).toMatchObject({ state: 'ready' })
  })
})

describe('an attempt that was killed', () => {
  const text = paragraphs(150)
  const drafts = splitDocument({ text, headings: [], pages: [] })
  const analysed = drafts.map((draft) => analysePassage(draft, 'doc.txt', noKeptWords))
  const part = (attempt: { documentId: string; revision: number }, from: number, to: number) =>
    storePart(scope, {
      ...attempt,
      text,
      characterCount: text.length,
      passages: analysed.slice(from, to),
      stored: to,
      total: drafts.length,
    })
  const begin = async (documentId: string) => {
    const begun = await beginIndexing(scope, { documentId })
    return { documentId, revision: begun?.row.revision ?? 0 }
  }

  test.each([0, 64, 149])(
    'after %i passages is superseded by the next; nothing is half found or doubled',
    async (stored) => {
      await fresh()
      const { id } = await unindexed(scope, knowledgeBaseId, text)
      const killed = await begin(id)
      if (stored > 0) expect(await part(killed, 0, stored)).toBe(true)
      expect(await textsFor(scope, 'item3 货')).toEqual([])
      expect((await listPassages(scope, { documentId: id })).items).toEqual([])
      await consistent()

      await indexDocument(scope, { documentId: id })
      expect(await textsFor(scope, 'item3')).toHaveLength(1)
      expect(await readDocument(scope, { documentId: id })).toMatchObject({
        state: 'ready',
        passageCount: 150,
      })
      expect(await countRows(id)).toBe(150)
      await consistent()
    },
  )

  test('and was not dead after all can no longer write', async () => {
    await fresh()
    const { id } = await unindexed(scope, knowledgeBaseId, text)
    const slow = await begin(id)
    await part(slow, 0, 64)
    await indexDocument(scope, { documentId: id })
    expect(await part(slow, 64, 128)).toBe(false)
    expect(await countRows(id)).toBe(150)
    await consistent()
  })

  test('runs twice concurrently, and leaves one set of passages', async () => {
    await fresh()
    const { id } = await unindexed(scope, knowledgeBaseId, text)
    await Promise.all([indexDocument(scope, { documentId: id }), indexDocument(scope, { documentId: id })])
    await indexDocument(scope, { documentId: id })
    expect(await countRows(id)).toBe(150)
    expect(await textsFor(scope, 'item3')).toHaveLength(1)
    await consistent()
  })

  const countRows = async (documentId: string) => {
    const found = await app.database.read(scope.tenantId, (tx) =>
      tx.selectFrom('passages').select('id').where('document_id', '=', documentId).execute(),
    )
    return found.length
  }
})

describe('a deleted document', () => {
  test('is no longer found or counted', async () => {
    await fresh()
    const kept = await settled(
      scope,
      (await addDocument(scope, { knowledgeBaseId, name: 'a.txt', text: '退货 shared' })).id,
    )
    const gone = await settled(
      scope,
      (await addDocument(scope, { knowledgeBaseId, name: 'b.txt', text: paragraphs(90) })).id,
    )
    await deleteDocument(scope, { documentId: gone.id })
    expect(await textsFor(scope, 'item3')).toEqual([])
    expect((await listDocuments(scope, { knowledgeBaseId })).items.map(({ id }) => id)).toEqual([kept.id])
    expect(await consistent()).toBeLessThan(10)

    await deleteKnowledgeBase(scope, { knowledgeBaseId })
    expect(await textsFor(scope, '退货')).toEqual([])
    expect(await consistent()).toBe(0)
    await expect(readDocument(scope, { documentId: kept.id })).rejects.toMatchObject({ code: 'not_found' })
  })

  test('ends its own indexing', async () => {
    await fresh()
    const { id } = await unindexed(scope, knowledgeBaseId, paragraphs(3))
    const deleting = withReader(scope, async (content, type, signal) => {
      await deleteDocument(scope, { documentId: id })
      return scope.app.ports.documents.extract(content, type, signal)
    })
    await indexDocument(deleting, { documentId: id })
    expect(await consistent()).toBe(0)
  })
})
