import { expect } from 'vitest'
import type { Document } from '#contract/shapes/knowledge.ts'
import type { ReachedServer } from './open-test-server.ts'

const SETTLED_WITHIN_MS = 90_000

/** Sends a file into a knowledge base through the door, and waits until it is read or has failed. */
export async function uploadDocument(
  { url, owner, ask }: Pick<ReachedServer, 'url' | 'owner' | 'ask'>,
  knowledgeBaseId: string,
  { name, content }: { name: string; content: Uint8Array },
): Promise<Document> {
  const form = new FormData()
  form.set('file', new Blob([content as BlobPart]), name)
  const sent = await fetch(`${url}/v1/files`, {
    method: 'POST',
    headers: { authorization: `Bearer ${owner}` },
    body: form,
  })
  const file = (await sent.json()) as { id: string }
  expect([sent.status, file]).toEqual([201, file])
  const added = await ask<Document>('POST', `/v1/knowledge-bases/${knowledgeBaseId}/documents`, {
    body: { name, fileId: file.id },
  })
  expect([added.status, added.text]).toEqual([201, added.text])
  const read = async () => (await ask<Document>('GET', `/v1/documents/${added.body.id}`)).body
  await expect
    .poll(async () => (await read()).state, { timeout: SETTLED_WITHIN_MS })
    .toMatch(/^(?:ready|failed)$/)
  return read()
}
