import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { makeMember } from '#features/access/testing.ts'
import { openConversation, sendMessage } from '#features/messages/index.ts'
import { readFile, uploadFile } from '#features/files/index.ts'
import type { Scope } from '#kernel/scope.ts'
import { sharedTestApp, type TestApp } from '#test/support/open-test-app.ts'
import { addDocument, createKnowledgeBase, deleteDocument, deleteKnowledgeBase } from '../index.ts'
import { makeLibrary, settled } from '../testing.ts'

let app: TestApp
let scope: Scope
let member: Scope
let knowledgeBaseId: string
beforeAll(async () => {
  app = await sharedTestApp()
})
beforeEach(async () => {
  ;({ scope, knowledgeBaseId } = await makeLibrary(app))
  member = (await makeMember(app, scope, 'admin')).scope
})

const upload = async (words: string) =>
  (await uploadFile(member, { name: 'a.txt', content: Readable.from([Buffer.from(words)]) })).id
const add = async (fileId: string, name = 'a.txt', where = knowledgeBaseId) => {
  const { id } = await addDocument(member, { knowledgeBaseId: where, name, fileId })
  await settled(scope, id)
  return id
}
const stored = () => readdirSync(join(app.config.dataDirectory, 'files/uploads', scope.tenantId)).toSorted()
const become = (files: string[]) =>
  vi.waitFor(() => expect(stored()).toEqual(files.toSorted()), { timeout: 45_000, interval: 20 })

test('a file goes with its knowledge base, its document, or what takes its place', async () => {
  const [first, second, third] = [await upload('one'), await upload('two'), await upload('three')]
  await add(first)
  await become([first, second, third])
  await add(second)
  await become([second, third])
  await expect(readFile(member, { fileId: first })).rejects.toMatchObject({ code: 'not_found' })
  await deleteDocument(member, { documentId: await add(third, 'b.txt') })
  await become([second])
  await deleteKnowledgeBase(member, { knowledgeBaseId })
  await become([])
})

test('a file also used by another document or a message stays', async () => {
  const fileId = await upload('shared')
  const { id: other } = await createKnowledgeBase(member, { name: 'Other' })
  await add(fileId)
  const twin = await add(fileId, 'twin.txt', other)
  const { id: conversationId } = await openConversation(member, {})
  await sendMessage(member, { conversationId, parts: [{ type: 'file', fileId }] })
  const gone = await upload('to go')
  await add(gone, 'c.txt')
  await deleteKnowledgeBase(member, { knowledgeBaseId })
  await become([fileId])
  await deleteDocument(member, { documentId: twin })
  const last = await upload('last')
  await deleteDocument(member, { documentId: await add(last, 'd.txt', other) })
  await become([fileId])
  expect(await readFile(member, { fileId })).toMatchObject({ id: fileId })
})
