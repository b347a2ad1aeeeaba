import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { Fault } from '#kernel/fault.ts'
import { findProgram } from '#providers/programs/find-program.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'

const lacksTool = findProgram('pdftoppm', process.env) === undefined && !process.env.CI
const corpus = (name: string) => readFileSync(new URL(`../corpus/${name}`, import.meta.url))

async function upload(server: TestServer, content: Uint8Array, name: string): Promise<string> {
  const form = new FormData()
  form.append('file', new Blob([content as BlobPart]), name)
  const headers = { authorization: `Bearer ${server.owner}` }
  const response = await fetch(`${server.url}/v1/files`, { method: 'POST', headers, body: form })
  return ((await response.json()) as { id: string }).id
}

const thumbnail = async (server: TestServer, fileId: string) =>
  fetch(`${server.url}/v1/files/${fileId}/thumbnail`, {
    headers: { authorization: `Bearer ${server.owner}` },
  })

test.skipIf(lacksTool)('a document has a thumbnail of its first page', async () => {
  await using server = await openTestServer({ env: { PATH: process.env.PATH ?? '' } })
  const answer = await thumbnail(server, await upload(server, corpus('not-to-be-printed.pdf'), 'plan.pdf'))
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/webp'])
  expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(200)
})

test('without the program only its name is shown', async () => {
  await using server = await openTestServer()
  const fileId = await upload(server, corpus('not-to-be-printed.pdf'), 'plan.pdf')
  expect((await thumbnail(server, fileId)).status).toBe(404)
})

test('a document that cannot be rendered is tried once; a temporary failure is retried', async () => {
  const drawn: string[] = []
  let reason = 'too-slow'
  const drawnPages = {
    async first(): Promise<Uint8Array> {
      drawn.push(reason)
      throw new Fault('invalid_input', 'It cannot be drawn.', { reason })
    },
  }
  await using server = await openTestServer({ ports: { drawnPages } })
  const fileId = await upload(server, corpus('not-to-be-printed.pdf'), 'plan.pdf')
  expect((await thumbnail(server, fileId)).status).toBe(400)
  reason = 'unreadable'
  for (const _ of [1, 2]) expect((await thumbnail(server, fileId)).status).toBe(404)
  expect(drawn).toEqual(['too-slow', 'unreadable'])
})
