import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { FileLink } from '#contract/shapes/file.ts'
import type { SentMessage } from '#contract/shapes/conversation.ts'
import { follow, messagesOf, openConversation, scriptedModels } from '#test/support/conversation.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { hostileFiles, hostileNames } from './file-corpus.ts'

let models: ModelServer
let server: TestServer

beforeAll(async () => {
  models = await startModelServer()
  server = await openTestServer({
    env: {
      ...scriptedModels(models),
      PARLEY_TRANSCRIPTION_MODEL: 'openai/whisper-1',
      // Where the programs for films are there, they meet what is meant for them.
      PATH: process.env.PATH ?? '',
    },
  })
  // The folder is made with the first file.
  expect((await upload(Buffer.from('A short note.'), 'first.txt')).status).toBe(201)
})
afterAll(async () => {
  await server.close()
  await models.close()
})
afterEach(async () => {
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
  // What a test makes may itself keep everybody waiting for a moment.
  await expect.poll(async () => (await fetch(`${server.url}/readyz`)).status).toBe(200)
  expect(blobs().filter((name) => name.endsWith('.part'))).toEqual([])
})

const blobs = () =>
  readdirSync(join(server.app.config.dataDirectory, 'files'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))

const headers = () => ({ authorization: `Bearer ${server.owner}` })

interface Answer {
  id: string
  name: string
  code?: string
  detail?: string
}

async function upload(content: Buffer, name: string): Promise<{ status: number; body: Answer }> {
  const form = new FormData()
  form.append('file', new Blob([content as BlobPart]), name)
  const answer = await fetch(`${server.url}/v1/files`, { method: 'POST', headers: headers(), body: form })
  return { status: answer.status, body: (await answer.json()) as Answer }
}

/** Sends a file into a conversation and waits for the answer; answers what the model was given. */
async function show(fileId: string): Promise<string> {
  const conversationId = await openConversation(server)
  const parts = [
    { type: 'text', text: 'What is this?' },
    { type: 'file', fileId },
  ]
  const path = `/v1/conversations/${conversationId}/messages`
  const sent = await server.ask<SentMessage>('POST', path, { body: { parts } })
  expect(sent.status, sent.text).toBe(201)
  await follow(server, sent.body.reply?.id ?? '')
  expect((await messagesOf(server, conversationId)).at(-1)?.reply?.state).toBe('completed')
  return JSON.stringify(models.requests.at(-1))
}

/** What browsers draw or play without running anything in it. */
const PASSIVE = /^(?:image\/(?:png|jpeg|gif|webp|avif)|audio\/|video\/)/

/** However a file is served, a browser runs nothing of it and takes it for nothing else. */
async function expectHarmless(fileId: string): Promise<void> {
  const { body: link } = await server.ask<FileLink>('POST', `/v1/files/${fileId}/link`, { body: {} })
  for (const path of [`/v1/files/${fileId}/content`, link.url, `/v1/files/${fileId}/thumbnail`]) {
    const answer = await fetch(server.url + path, { headers: path === link.url ? {} : headers() })
    await answer.arrayBuffer()
    const says = (name: string) => answer.headers.get(name) ?? ''
    if (path.endsWith('/thumbnail') && answer.status !== 200) {
      expect([400, 404]).toContain(answer.status)
      continue
    }
    expect([path, answer.status]).toEqual([path, 200])
    expect(says('x-content-type-options')).toBe('nosniff')
    expect(says('content-security-policy')).toBe("sandbox; default-src 'none'")
    expect(says('cross-origin-resource-policy')).toBe('same-origin')
    expect(says('set-cookie')).toBe('')
    const isInline = says('content-disposition').startsWith('inline')
    expect([says('content-type'), isInline]).toEqual([
      says('content-type'),
      PASSIVE.test(says('content-type')),
    ])
  }
}

describe('a file in a conversation', () => {
  test.each(hostileFiles)('$what ($name)', async ({ name, make, fate }) => {
    const before = blobs()
    const { status, body } = await upload(make(), name)
    if (fate === 'refused') {
      expect([status, body.code]).toEqual([400, 'invalid_input'])
      expect(blobs()).toEqual(before)
      return
    }
    expect([status, body.detail]).toEqual([201, undefined])
    expect(await show(body.id)).toMatch(fate)
    await expectHarmless(body.id)
  })

  test.each(hostileNames)('is a label and not a path: %j', async (name) => {
    const { status, body } = await upload(Buffer.from('A short note.'), name)
    if (status !== 201) return expect([status, body.code]).toEqual([400, 'invalid_input'])
    expect(body.name).toMatch(/^[^/\\\p{Cc}\p{Cf}\p{Cs}]{1,255}$/u)
    expect(await show(body.id)).toContain('A short note.')
    await expectHarmless(body.id)
  })
})
