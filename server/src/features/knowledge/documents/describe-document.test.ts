import { beforeAll, expect, test } from 'vitest'
import type { Scope } from '#kernel/scope.ts'
import { sharedTestApp } from '#test/support/open-test-app.ts'
import { addDocument, describeDocument, listDocuments } from '../index.ts'
import { makeLibrary, settled } from '../testing.ts'

let scope: Scope
let knowledgeBaseId: string
beforeAll(async () => {
  ;({ scope, knowledgeBaseId } = await makeLibrary(await sharedTestApp()))
})

const add = async (text: string, metadata?: Record<string, string>) =>
  (await addDocument(scope, { knowledgeBaseId, name: 'a.txt', text, ...(metadata && { metadata }) })).id

test('the metadata of a document survives a new upload, and is replaced as a whole', async () => {
  const documentId = await add('One.', { team: 'sales' })
  await settled(scope, documentId)
  const metadata = { tags: ['退货', 'shop'], year: 2026, isPublic: true, team: 'support' }
  expect(await describeDocument(scope, { documentId, metadata })).toMatchObject({ metadata })
  await settled(scope, await add('Two.'))
  expect((await listDocuments(scope, { knowledgeBaseId })).items).toMatchObject([
    { id: documentId, metadata },
  ])
  await describeDocument(scope, { documentId, metadata: { team: 'sales' } })
  expect((await settled(scope, documentId)).metadata).toEqual({ team: 'sales' })
})

test('a text with characters that no database accepts is stored without them', async () => {
  const documentId = await add('Three.')
  const { metadata } = await describeDocument(scope, { documentId, metadata: { note: 'a\0b' } })
  expect(metadata).toEqual({ note: 'a\uFFFDb' })
})

test.each([
  { ['k'.repeat(65)]: 'x' },
  { '': 'x' },
  { nested: { a: 1 } },
  { list: [1] },
  Object.fromEntries(Array.from({ length: 51 }, (_, at) => [`key${at}`, at])),
])('%j is refused', async (metadata) => {
  const documentId = await add('Four.')
  await expect(describeDocument(scope, { documentId, metadata: metadata as never })).rejects.toMatchObject({
    code: 'invalid_input',
  })
})
