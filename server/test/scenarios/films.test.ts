import { Readable } from 'node:stream'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FileText } from '#contract/shapes/file.ts'
import type { SentMessage } from '#contract/shapes/conversation.ts'
import { follow, messagesOf, openConversation, scriptedModels } from '#test/support/conversation.ts'
import { lacksFilmTools, makeFilm } from '#test/support/film-maker.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { parley } from '#test/support/parley-command.ts'

const COLOURS = ['red', 'lime', 'blue']
const hearing = { PARLEY_TRANSCRIPTION_MODEL: 'openai/whisper-1' }

let models: ModelServer
beforeAll(async () => {
  models = await startModelServer()
})
afterAll(() => models.close())

/** A server where the programs are, or are not, on the path. */
const openWith = (more: Record<string, string> = {}) =>
  openTestServer({ env: { ...scriptedModels(models), PATH: process.env.PATH ?? '', ...more } })
const openWithout = (more: Record<string, string> = {}) => openWith({ ...more, PATH: '/nowhere' })

async function upload(to: TestServer, content: Uint8Array, name: string): Promise<string> {
  const form = new FormData()
  form.append('file', new Blob([content as BlobPart]), name)
  const headers = { authorization: `Bearer ${to.owner}` }
  const response = await fetch(`${to.url}/v1/files`, { method: 'POST', headers, body: form })
  const body = (await response.json()) as { id: string; mediaType: string }
  expect(body.mediaType).toMatch(/^video\//)
  return body.id
}

async function show(to: TestServer, conversationId: string, text: string, ...fileIds: string[]) {
  const parts = [{ type: 'text', text }, ...fileIds.map((fileId) => ({ type: 'file', fileId }))]
  const path = `/v1/conversations/${conversationId}/messages`
  const sent = await to.ask<SentMessage>('POST', path, { body: { parts } })
  expect(sent.status).toBe(201)
  await follow(to, sent.body.reply?.id ?? '')
}

const lastRequest = () => JSON.stringify(models.requests.at(-1))
const notesIn = async (to: TestServer, conversationId: string) =>
  (await messagesOf(to, conversationId)).at(-1)?.parts.filter(({ type }) => type === 'file-read')

/** What the pictures of the last request mostly are, in their order. */
async function coloursSeen(): Promise<string[]> {
  const pictures = [...lastRequest().matchAll(/data:image\/jpeg;base64,([\w+/=]+)/g)]
  return Promise.all(
    pictures.map(async ([, base64 = '']) => {
      const { dominant } = await sharp(Buffer.from(base64, 'base64')).stats()
      const [[name] = ['']] = Object.entries({
        red: dominant.r,
        lime: dominant.g,
        blue: dominant.b,
      }).toSorted(([, one], [, other]) => other - one)
      return name
    }),
  )
}

test.skipIf(lacksFilmTools)('frames and sound of a video reach the model', async () => {
  await using server = await openWith(hearing)
  const fileId = await upload(server, makeFilm({ colours: COLOURS }), 'clip.mp4')
  const conversationId = await openConversation(server)
  const before = models.heard.sounds.length
  await show(server, conversationId, 'What happens?', fileId)
  expect(await coloursSeen()).toEqual(['red', 'red', 'lime', 'lime', 'blue', 'blue'])
  expect(lastRequest()).toContain('0:06 long, at 0:00, 0:01, 0:02, 0:03, 0:04, 0:05')
  expect(lastRequest()).toContain('The boat leaves at seven.')
  const [sound] = models.heard.sounds.slice(before)
  expect(sound).toMatchObject({ name: 'sound.m4a', mediaType: 'audio/mp4' })
  expect(sound?.content.subarray(4, 8).toString()).toBe('ftyp')
  expect(await notesIn(server, conversationId)).toEqual([])

  await show(server, conversationId, 'And then?')
  expect(await coloursSeen()).toHaveLength(6)
  expect(models.heard.sounds.length - before).toBe(1)
  const small = await fetch(`${server.url}/v1/files/${fileId}/thumbnail`, {
    headers: { authorization: `Bearer ${server.owner}` },
  })
  expect([small.status, small.headers.get('content-type')]).toEqual([200, 'image/webp'])
  expect(await sharp(Buffer.from(await small.arrayBuffer())).metadata()).toMatchObject({ width: 320 })
})

test.skipIf(lacksFilmTools)('a browser recording, or a silent video, is handled too', async () => {
  await using server = await openWith(hearing)
  const recorded = await upload(server, makeFilm({ colours: COLOURS, kind: 'webm' }), 'recorded.webm')
  const silent = await upload(server, makeFilm({ colours: ['blue'], hasSound: false }), 'silent.mp4')
  const conversationId = await openConversation(server)
  await show(server, conversationId, 'What happens?', recorded)
  expect([...new Set(await coloursSeen())]).toEqual(COLOURS)
  await show(server, await openConversation(server), 'What happens here?', silent)
  expect(await coloursSeen()).toEqual(['blue', 'blue'])
  expect(lastRequest()).toContain('no-sound')
  const text = await server.ask<FileText>('GET', `/v1/files/${silent}/text`)
  expect(text.body).toMatchObject({ state: 'failed', errorCode: 'no-sound' })
})

test.skipIf(lacksFilmTools)(
  'missing sound or vision is reported; and all videos share the space',
  async () => {
    await using server = await openWith()
    const films = await Promise.all(
      ['red', 'lime'].map((colour) =>
        upload(server, makeFilm({ colours: [colour, colour, colour] }), `${colour}.mp4`),
      ),
    )
    const conversationId = await openConversation(server)
    await show(server, conversationId, 'What is said?', ...films)
    expect(await coloursSeen()).toHaveLength(8)
    expect(await notesIn(server, conversationId)).toMatchObject([
      { extent: 'part', percent: 0, errorCode: 'no-transcriber' },
      { extent: 'part', percent: 0, errorCode: 'no-transcriber' },
    ])
  },
)

test.skipIf(lacksFilmTools)('a truncated video is reported, and only retried after a while', async () => {
  await using server = await openWith(hearing)
  const broken = makeFilm({ colours: COLOURS }).subarray(0, 900)
  const fileId = await upload(server, broken, 'broken.mp4')
  const conversationId = await openConversation(server)
  await show(server, conversationId, 'What happens?', fileId)
  expect(await notesIn(server, conversationId)).toMatchObject([{ extent: 'none', errorCode: 'unreadable' }])
  expect((await messagesOf(server, conversationId)).at(-1)?.reply?.state).toBe('completed')
  const tenants = await server.ask<{ tenant: { id: string } }>('GET', '/v1/me')
  const { blobs } = server.app.ports
  const key = `uploads/${tenants.body.tenant.id}/${fileId}-made/film`
  const kept = async () =>
    JSON.parse(Buffer.from(await blobs.read(key)).toString()) as { at: number; tries: number }
  const first = await kept()
  expect(first).toMatchObject({ errorCode: 'unreadable', pictures: [], tries: 1 })
  const headers = { authorization: `Bearer ${server.owner}` }
  const look = () => fetch(`${server.url}/v1/files/${fileId}/thumbnail`, { headers })
  await look()
  expect(await kept()).toEqual(first)
  // Long ago, once and then as often as it may be.
  for (const tries of [1, 3]) {
    await blobs.remove(key)
    await blobs.write(key, Readable.from([Buffer.from(JSON.stringify({ ...first, at: 0, tries }))]), 100_000)
    await look()
    expect(await kept()).toMatchObject(tries === 1 ? { tries: 2 } : { tries: 3, at: 0 })
  }
})

test('without the programs, the conversation and the doctor say so, and the video is still accepted', async () => {
  await using server = await openWithout()
  // The beginning of a film: nobody here looks further.
  const film = Buffer.concat([Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0mp42isom'), Buffer.alloc(2_000)])
  const fileId = await upload(server, film, 'clip.mp4')
  const conversationId = await openConversation(server)
  await show(server, conversationId, 'What happens?', fileId)
  expect(lastRequest()).toContain('It could not be read: no-film-tools')
  expect(await notesIn(server, conversationId)).toMatchObject([
    { extent: 'none', errorCode: 'no-film-tools' },
  ])
  const headers = { authorization: `Bearer ${server.owner}` }
  expect((await fetch(`${server.url}/v1/files/${fileId}/thumbnail`, { headers })).status).toBe(404)
  expect((await fetch(`${server.url}/v1/files/${fileId}/content`, { headers })).status).toBe(200)

  const { output } = await parley(['doctor'], { PATH: '/nowhere', PARLEY_DATA_DIR: '/nowhere/at/all' })
  expect(output).toMatch(/filmTools\s+none/)
  expect(output).toContain('ffmpeg and ffprobe are not on the PATH')
  expect(output).toContain('pdftoppm is not on the PATH')
})

test('speech in a video is transcribed without the programs if its format is supported, and the rest is reported', async () => {
  await using server = await openWithout(hearing)
  const film = Buffer.concat([Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0mp42isom'), Buffer.alloc(2_000)])
  const fileId = await upload(server, film, 'clip.mp4')
  const conversationId = await openConversation(server)
  await show(server, conversationId, 'What is said?', fileId)
  expect(lastRequest()).toContain('The boat leaves at seven.')
  expect(lastRequest()).toContain('could not be looked at: no-film-tools')
  expect(await notesIn(server, conversationId)).toMatchObject([
    { extent: 'part', percent: 100, errorCode: 'no-film-tools' },
  ])
})
