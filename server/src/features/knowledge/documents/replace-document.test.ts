import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Scope } from '#kernel/scope.ts'
import { sharedTestApp, type TestApp } from '#test/support/open-test-app.ts'
import { noKeptWords } from '#platform/lexical/kept-words.ts'
import { analysePassage } from '../passages/analysed-passage.ts'
import { beginIndexing, indexDocument } from '../indexing/index-document.ts'
import { replaceDocument } from './document-store.ts'
import { addDocument, listDocuments, listPassages, readDocument, readDocumentText } from '../index.ts'
import { splitDocument } from '../indexing/split-document.ts'
import { storePart } from '../indexing/store-part.ts'
import { countsOf, makeLibrary, settled, textsFor, withReader } from '../testing.ts'

let app: TestApp
let scope: Scope
let knowledgeBaseId: string
beforeAll(async () => {
  app = await sharedTestApp()
})
beforeEach(async () => {
  ;({ scope, knowledgeBaseId } = await makeLibrary(app))
})

const name = 'prices.txt'
const prices = (mark: string, count = 3) =>
  Array.from({ length: count }, (_, at) => `price${at} ${mark} ${'x'.repeat(860)}.`).join('\n\n')
const add = async (text: string) =>
  settled(scope, (await addDocument(scope, { knowledgeBaseId, name, text })).id)
const marksFound = async () =>
  new Set((await textsFor(scope, 'price0 price1 price2 old fresh')).map((text) => text.split(' ')[1]))

async function countedPassages(): Promise<number | undefined> {
  const { kept, counted } = await countsOf(scope, knowledgeBaseId)
  expect(kept).toEqual(counted)
  const totals = counted.keptTotals as { id: string; passage_count: number }[]
  return totals.find(({ id }) => id === knowledgeBaseId)?.passage_count
}

/** Uploads the document again without queueing the job, so that a test can index it step by step. */
const giveAgain = (id: string, content: string) =>
  app.database.write(scope.tenantId, (tx) =>
    replaceDocument(tx, id, { name, mediaType: 'text/plain', sizeBytes: 1, content, blobKey: null }),
  )

describe('a document of the same name', () => {
  test('takes the place of the one before, under the same id', async () => {
    const old = await add(prices('old', 70))
    const fresh = await add(prices('fresh'))
    expect(fresh).toMatchObject({ id: old.id, state: 'ready', isFound: true, passageCount: 3 })
    expect(await marksFound()).toEqual(new Set(['fresh']))
    expect((await listDocuments(scope, { knowledgeBaseId })).items).toHaveLength(1)
    // The rest of the old one is deleted a moment later; the statistics are correct all the time.
    await expect.poll(countedPassages).toBe(3)
  })

  test('is always found in exactly one of the two versions', async () => {
    const { id } = await add(prices('old'))
    await giveAgain(id, prices('fresh', 100))
    expect(await readDocument(scope, { documentId: id })).toMatchObject({ state: 'queued', isFound: true })
    const seen: unknown[] = [await marksFound()]
    const watching = withReader(scope, async (content, type, signal) => {
      seen.push(await marksFound())
      return scope.app.ports.documents.extract(content, type, signal)
    })
    await indexDocument(watching, { documentId: id })
    expect(seen).toEqual([new Set(['old']), new Set(['old'])])
    expect(await marksFound()).toEqual(new Set(['fresh']))
  })

  test('and whose indexing was killed leaves the previous version, text and passages', async () => {
    const { id } = await add(prices('old'))
    const text = prices('fresh', 100)
    await giveAgain(id, text)
    const begun = await beginIndexing(scope, { documentId: id })
    const drafts = splitDocument({ text, headings: [], pages: [] })
    await storePart(scope, {
      documentId: id,
      revision: begun?.row.revision ?? 0,
      text,
      characterCount: text.length,
      passages: drafts.slice(0, 64).map((draft) => analysePassage(draft, name, noKeptWords)),
      stored: 64,
      total: drafts.length,
    })
    expect(await marksFound()).toEqual(new Set(['old']))
    expect((await readDocumentText(scope, { documentId: id })).text).toBe(prices('old'))
    expect((await listPassages(scope, { documentId: id })).items).toHaveLength(3)

    await indexDocument(scope, { documentId: id })
    expect(await marksFound()).toEqual(new Set(['fresh']))
    expect((await readDocumentText(scope, { documentId: id })).text).toBe(text)
    expect(await countedPassages()).toBe(100)
  })

  test('that is unreadable reports so, and the previous version is still found', async () => {
    const { id } = await add(prices('old'))
    expect(await add(' \n ')).toMatchObject({ id, state: 'failed', isFound: true, passageCount: 3 })
    expect(await marksFound()).toEqual(new Set(['old']))
  })
})
