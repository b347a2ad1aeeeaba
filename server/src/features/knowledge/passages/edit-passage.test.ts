import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Scope } from '#kernel/scope.ts'
import { sharedTestApp, type TestApp } from '#test/support/open-test-app.ts'
import {
  addDocument,
  changeKnowledgeBase,
  dropPassageEdit,
  editPassage,
  listPassages,
  listUnfitEdits,
  readDocument,
  readKnowledgeBase,
  reindexKnowledgeBase,
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

const text = '# Hours\n\nThe shop opens at nine.\n\n# Refunds\n\nRefunds take fife days.'
const add = async (content = text) =>
  settled(scope, (await addDocument(scope, { knowledgeBaseId, name: 'notes.md', text: content })).id)
const passagesOf = async (documentId: string) => (await listPassages(scope, { documentId })).items
const consistent = async () => {
  const { kept, counted } = await countsOf(scope, knowledgeBaseId)
  expect(kept).toEqual(counted)
}

describe('a passage', () => {
  test('that is edited is found by its new words, keeps its id, and can be reset', async () => {
    const { id } = await add()
    const [, refunds] = await passagesOf(id)
    const passageId = refunds?.id ?? ''
    const changed = await editPassage(scope, { passageId, text: 'Refunds take five days.' })
    expect(changed).toMatchObject({
      id: passageId,
      text: 'Refunds take five days.',
      originalText: 'Refunds\n\nRefunds take fife days.',
    })
    expect(await textsFor(scope, 'five')).toEqual(['Refunds take five days.'])
    expect(await textsFor(scope, 'fife')).toEqual([])
    await consistent()

    await editPassage(scope, { passageId, text: null })
    expect(await textsFor(scope, 'fife')).toHaveLength(1)
    expect((await passagesOf(id))[1]).toMatchObject({ id: passageId, originalText: null })
    await consistent()
  })

  test('that is disabled is listed, but not found', async () => {
    const { id } = await add()
    const passageId = (await passagesOf(id))[0]?.id ?? ''
    await editPassage(scope, { passageId, isDisabled: true })
    expect(await textsFor(scope, 'shop opens nine')).toEqual([])
    expect((await passagesOf(id))[0]).toMatchObject({ id: passageId, isDisabled: true })
    await consistent()
    await editPassage(scope, { passageId, isDisabled: false })
    expect(await textsFor(scope, 'shop opens nine')).toHaveLength(1)
    await consistent()
  })

  test('stays edited where the text is the same, and edits that no longer fit are reported', async () => {
    const { id } = await add()
    const [hours, refunds] = await passagesOf(id)
    await editPassage(scope, { passageId: hours?.id ?? '', isDisabled: true })
    await editPassage(scope, { passageId: refunds?.id ?? '', text: 'Refunds take five days.' })
    await add(`${text}\n\n# More\n\nAnother thing.`)
    expect(await passagesOf(id)).toMatchObject([
      { isDisabled: true },
      { text: 'Refunds take five days.' },
      { text: 'More\n\nAnother thing.' },
    ])
    expect((await listUnfitEdits(scope, { documentId: id })).items).toEqual([])

    await add('# Hours\n\nThe shop opens at nine.\n\n# Refunds\n\nRefunds take a week.')
    expect(await passagesOf(id)).toMatchObject([{ isDisabled: true }, { originalText: null }])
    const unfit = async () => (await listUnfitEdits(scope, { documentId: id })).items
    expect(await unfit()).toMatchObject([
      { originalText: 'Refunds\n\nRefunds take fife days.', text: 'Refunds take five days.' },
    ])
    await dropPassageEdit(scope, { editId: (await unfit())[0]?.id ?? '' })
    expect(await unfit()).toEqual([])
    await vi.waitFor(consistent, { timeout: 45_000 })
  })
})

describe('the size of passages', () => {
  const long = Array.from({ length: 40 }, (_, at) => `Sentence number${at} says a little about things.`).join(
    ' ',
  )

  test('belongs to the knowledge base, and changing it splits every document again while the old passages are found', async () => {
    const { id, passageCount } = await add(long)
    expect(passageCount).toBe(3)
    await changeKnowledgeBase(scope, { knowledgeBaseId, passageSize: 60, passageOverlap: 0 })
    await vi.waitFor(
      async () => {
        const document = await readDocument(scope, { documentId: id })
        expect(document.isFound).toBe(true)
        expect(await textsFor(scope, 'number7')).not.toEqual([])
        expect(document).toMatchObject({ state: 'ready', passageCount: 8 })
      },
      { timeout: 45_000 },
    )
    expect(await readKnowledgeBase(scope, { knowledgeBaseId })).toMatchObject({
      passageSize: 60,
      passageOverlap: 0,
    })
    await vi.waitFor(consistent, { timeout: 45_000 })
  })

  test('overlaps by less than half', async () => {
    await expect(
      changeKnowledgeBase(scope, { knowledgeBaseId, passageSize: 60, passageOverlap: 30 }),
    ).rejects.toMatchObject({
      code: 'invalid_input',
    })
  })

  test('on request, all documents are read again, each once', async () => {
    const { id } = await add()
    await reindexKnowledgeBase(scope, { knowledgeBaseId })
    await vi.waitFor(
      async () => {
        const row = await app.database.read(scope.tenantId, (tx) =>
          tx
            .selectFrom('documents')
            .select(['revision', 'state'])
            .where('id', '=', id)
            .executeTakeFirstOrThrow(),
        )
        expect(row).toEqual({ revision: 2, state: 'ready' })
      },
      { timeout: 45_000 },
    )
    expect((await readKnowledgeBase(scope, { knowledgeBaseId })).waitingCount).toBe(0)
  })
})
