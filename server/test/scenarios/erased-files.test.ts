import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SentMessage } from '#contract/shapes/conversation.ts'
import { admitVisitor, findTenantId, systemScope } from '#features/access/index.ts'
import { visit } from '#features/access/testing.ts'
import type { Pictures, Speaker } from '#kernel/file-ports.ts'
import { openPictures } from '#providers/pictures/open-pictures.ts'
import { startBucketServer } from '#test/support/bucket-server.ts'
import { follow, messagesOf, scriptedModels } from '#test/support/conversation.ts'
import { lacksFilmTools, makeFilm } from '#test/support/film-maker.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { plainSpeaker } from '#test/support/plain-speaker.ts'
import { settled } from '../isolation/settled.ts'

let models: ModelServer
let bucket: Awaited<ReturnType<typeof startBucketServer>>
beforeAll(async () => {
  models = await startModelServer()
  bucket = await startBucketServer()
})
afterAll(async () => {
  await models.close()
  await bucket.close()
})

const onDisk = (server: TestServer) =>
  readdirSync(join(server.app.config.dataDirectory, 'files'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .toSorted()
const inBucket = () => [...bucket.blobs.keys()].toSorted()

interface Visitor {
  visitorId: string
  token: string
  conversationId: string
}

/** Somebody who writes to an agent. */
async function come(server: TestServer): Promise<Visitor> {
  const system = systemScope(server.app, await findTenantId(server.app, null), visit())
  const { visitorId, token } = await admitVisitor(system, { externalId: null, name: 'Vera' })
  const agent = await server.ask<{ id: string }>('POST', '/v1/agents', { body: { name: 'Ada' } })
  const body = { agentId: agent.body.id }
  const opened = await server.ask<{ id: string }>('POST', '/v1/conversations', { token, body })
  return { visitorId, token, conversationId: opened.body.id }
}

async function upload(server: TestServer, { token }: Visitor, content: Uint8Array, name: string) {
  const form = new FormData()
  form.append('file', new Blob([content as BlobPart]), name)
  const headers = { authorization: `Bearer ${token}` }
  const answer = await fetch(`${server.url}/v1/files`, { method: 'POST', headers, body: form })
  expect(answer.status).toBe(201)
  return ((await answer.json()) as { id: string }).id
}

/** Shows files to the agent; answers the id of what it said. */
async function show(server: TestServer, visitor: Visitor, fileIds: readonly string[]): Promise<string> {
  const { token, conversationId } = visitor
  const parts = [{ type: 'text', text: 'Look.' }, ...fileIds.map((fileId) => ({ type: 'file', fileId }))]
  const path = `/v1/conversations/${conversationId}/messages`
  const sent = await server.ask<SentMessage>('POST', path, { token, body: { parts } })
  expect(sent.status, sent.text).toBe(201)
  await follow(server, sent.body.reply?.id ?? '', undefined, token)
  return (await messagesOf(server, conversationId, 'limit=200', token)).at(-1)?.id ?? ''
}

const fetchAs = ({ token }: Visitor, url: string, method = 'GET') =>
  fetch(url, { method, headers: { authorization: `Bearer ${token}` } })

const picture = () =>
  sharp({ create: { width: 900, height: 600, channels: 3, background: '#3a7' } })
    .png()
    .toBuffer()

async function erase(server: TestServer, { visitorId }: Visitor): Promise<void> {
  expect((await server.ask('POST', `/v1/contacts/${visitorId}/erase`)).status).toBe(200)
  await expect
    .poll(async () => (await server.ask('GET', `/v1/contacts/${visitorId}/erasure`)).body.state)
    .toBe('done')
  await settled(server.app)
}

/** Has everything made of files and answers that can be; answers the texts that must be nowhere afterwards. */
async function leaveTraces(server: TestServer, visitor: Visitor): Promise<void> {
  const files = [
    await upload(server, visitor, await picture(), 'garden.png'),
    await upload(server, visitor, Buffer.from('I live by the quay.'), 'note.txt'),
    await upload(server, visitor, Buffer.from('%PDF-1.4 nothing'), 'broken.pdf'),
    ...(lacksFilmTools ? [] : [await upload(server, visitor, makeFilm({ colours: ['red'] }), 'clip.mp4')]),
  ]
  const answerId = await show(server, visitor, files)
  const made = await Promise.all(
    files.map((id) =>
      fetchAs(visitor, `${server.url}/v1/files/${id}/thumbnail`).then(({ status }) => status),
    ),
  )
  expect(made).toEqual(lacksFilmTools ? [200, 404, 404] : [200, 404, 404, 200])
  const spoken = await fetchAs(visitor, `${server.url}/v1/messages/${answerId}/speech`, 'POST')
  expect(spoken.status).toBe(200)
}

describe('a person who is erased', { timeout: 300_000 }, () => {
  test.each(['disk', 'bucket'])('leaves no byte on the %s, and others keep theirs', async (place) => {
    const env = {
      ...scriptedModels(models),
      PARLEY_TRANSCRIPTION_MODEL: 'openai/whisper-1',
      PATH: process.env.PATH ?? '',
      ...(place === 'bucket' && bucket.env),
    }
    await using server = await openTestServer({ env, ports: { speaker: plainSpeaker } })
    const blobs = () => (place === 'disk' ? onDisk(server) : inBucket())
    const other = await come(server)
    await leaveTraces(server, other)
    const others = blobs()
    // The files, what was made of them, and what was spoken: of a film its pictures and one of them small, and of a
    // document that it cannot be drawn.
    const ofPage = server.app.ports.drawnPages ? 1 : 0
    expect(others.length).toBe((lacksFilmTools ? 6 : 9) + ofPage)
    const gone = await come(server)
    await leaveTraces(server, gone)
    expect(blobs().length).toBe(2 * others.length)
    await erase(server, gone)
    await expect.poll(blobs).toEqual(others)
    const texts = await server.app.database.read(await findTenantId(server.app, null), (tx) =>
      tx.selectFrom('file_texts').select('file_id').execute(),
    )
    expect(texts.length).toBe(lacksFilmTools ? 2 : 3)
  })

  test('leaves nothing of renditions that were being made at that moment', async () => {
    const begun = Promise.withResolvers<void>()
    const gate = Promise.withResolvers<void>()
    const late = async <T>(made: () => Promise<T>): Promise<T> => {
      begun.resolve()
      await gate.promise
      return made()
    }
    const real = openPictures()
    const pictures: Pictures = {
      ...real,
      thumbnail: (content, signal) => late(() => real.thumbnail(content, signal)),
    }
    const speaker: Speaker = {
      ...plainSpeaker,
      speak: (text, signal) => late(() => plainSpeaker.speak(text, signal)),
    }
    await using server = await openTestServer({
      env: scriptedModels(models),
      ports: { pictures, speaker },
    })
    const visitor = await come(server)
    const fileId = await upload(server, visitor, await picture(), 'garden.png')
    const answerId = await show(server, visitor, [fileId])
    const small = fetchAs(visitor, `${server.url}/v1/files/${fileId}/thumbnail`)
    const spoken = fetchAs(visitor, `${server.url}/v1/messages/${answerId}/speech`, 'POST')
    await begun.promise
    await erase(server, visitor)
    gate.resolve()
    expect([(await small).status, (await spoken).status]).toEqual([404, 404])
    expect(onDisk(server)).toEqual([])
  })
})
