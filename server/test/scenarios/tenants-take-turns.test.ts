import { expect, test, vi } from 'vitest'
import { addDocument, listDocuments, readDocument } from '#features/knowledge/index.ts'
import { makeLibrary } from '#features/knowledge/testing.ts'
import { openDocumentReader } from '#server/providers/documents/open-document-reader.ts'
import { openTestApp } from '#test/support/open-test-app.ts'

const MANY = 30
const SOON = { timeout: 20_000, interval: 20 }

test('one company’s document is read before the rest of another’s large batch', async () => {
  const reader = openDocumentReader({ memoryLimitMb: 192, timeLimitMs: 15_000 })
  const slow: (() => void)[] = []
  const extract: typeof reader.extract = async (content, type, signal) => {
    if (Buffer.from(content).includes('slow')) await new Promise<void>((go) => slow.push(go))
    return reader.extract(content, type, signal)
  }
  await using app = await openTestApp({ ports: { documents: { ...reader, extract } } })
  const [large, small] = [await makeLibrary(app), await makeLibrary(app)]
  for (let at = 0; at < MANY; at += 1)
    await addDocument(large.scope, {
      knowledgeBaseId: large.knowledgeBaseId,
      name: `${at}.txt`,
      text: `slow ${at}`,
    })
  await vi.waitFor(() => expect(slow.length).toBeGreaterThan(0), SOON)
  const { id } = await addDocument(small.scope, {
    knowledgeBaseId: small.knowledgeBaseId,
    name: 'one.txt',
    text: 'quick',
  })

  const readyOne = async () => (await readDocument(small.scope, { documentId: id })).state === 'ready'
  const readyOnes = async () => {
    const { items } = await listDocuments(large.scope, { knowledgeBaseId: large.knowledgeBaseId, limit: 100 })
    return items.filter(({ state }) => state === 'ready').length
  }
  let read = 0
  while (!(await readyOne())) {
    await vi.waitFor(async () => expect(slow.length > 0 || (await readyOne())).toBe(true), SOON)
    slow.shift()?.()
    read += 1
    await vi.waitFor(async () => expect((await readyOnes()) >= read || (await readyOne())).toBe(true), SOON)
  }
  expect(read).toBeLessThan(MANY / 3)
  // The rest is let go, for the end waits for what is under way.
  for (let left = MANY; left > 0; left = MANY - (await readyOnes())) {
    slow.splice(0).forEach((go) => go())
    await new Promise((go) => setTimeout(go, 20))
  }
})
