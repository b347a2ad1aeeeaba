import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FileLink, FileText } from '#contract/shapes/file.ts'
import { follow, messagesOf, openConversation, scriptedModels } from '#test/support/conversation.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { wav } from '#test/support/plain-sound.ts'
import type { SentMessage } from '#contract/shapes/conversation.ts'

let models: ModelServer
let server: TestServer

beforeAll(async () => {
  models = await startModelServer()
  server = await openTestServer({ env: { ...scriptedModels(models), PARLEY_UPLOAD_LIMIT_MB: '30' } })
})
afterAll(async () => {
  await server.close()
  await models.close()
})

interface Uploaded {
  id: string
  mediaType: string
  sizeBytes: number
  code?: string
  detail?: string
}

const upload = (content: Uint8Array | string, name: string) => send(server, content, name)
const uploadTo = async (to: TestServer, content: Uint8Array, name: string) =>
  (await send(to, content, name)).body

async function send(to: TestServer, content: Uint8Array | string, name: string) {
  const form = new FormData()
  form.append('file', new Blob([content as BlobPart]), name)
  const response = await fetch(`${to.url}/v1/files`, {
    method: 'POST',
    headers: { authorization: `Bearer ${to.owner}` },
    body: form,
  })
  return { status: response.status, body: (await response.json()) as Uploaded }
}

const say = (conversationId: string, text: string, ...fileIds: string[]) =>
  sayTo(server, conversationId, text, ...fileIds)

async function sayTo(to: TestServer, conversationId: string, text: string, ...fileIds: string[]) {
  const sent = await to.ask<SentMessage>('POST', `/v1/conversations/${conversationId}/messages`, {
    body: {
      parts: [{ type: 'text', text }, ...fileIds.map((fileId) => ({ type: 'file', fileId }))],
    },
  })
  expect(sent.status).toBe(201)
  await follow(to, sent.body.reply?.id ?? '')
  return sent.body
}

const read = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${server.url}${path}`, { headers: { authorization: `Bearer ${server.owner}`, ...headers } })

const lastRequest = () => JSON.stringify(models.requests.at(-1))
const photo = (width = 3_000, height = 2_000) =>
  sharp({ create: { width, height, channels: 3, background: '#3a7' } })
    .jpeg()
    .withExif({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '52/1 31/1 0/1' }, IFD0: { Artist: 'Somebody' } })
    .toBuffer()

describe('a picture', () => {
  test('reaches the model small, upright and without location, and has a thumbnail', async () => {
    const original = await photo()
    expect((await sharp(original).metadata()).exif?.toString('latin1')).toContain('Somebody')
    const { body: file } = await upload(original, 'garden.jpg')
    const conversationId = await openConversation(server)
    await say(conversationId, 'What is this?', file.id)
    const [, base64 = ''] = /data:image\/(?:png|jpeg);base64,([\w+/=]+)/.exec(lastRequest()) ?? []
    const seen = await sharp(Buffer.from(base64, 'base64')).metadata()
    expect(Math.max(seen.width, seen.height)).toBe(1_568)
    expect(seen.exif).toBeUndefined()

    const small = await read(`/v1/files/${file.id}/thumbnail`)
    expect(small.headers.get('content-type')).toBe('image/webp')
    expect((await sharp(Buffer.from(await small.arrayBuffer())).metadata()).width).toBe(640)
  })

  test('is upright for the model according to its camera', async () => {
    const turned = await sharp({ create: { width: 400, height: 200, channels: 3, background: '#aaa' } })
      .jpeg()
      .withMetadata({ orientation: 6 })
      .toBuffer()
    const { body: file } = await upload(turned, 'turned.jpg')
    const conversationId = await openConversation(server)
    await say(conversationId, 'What is this?', file.id)
    const [, base64 = ''] = /base64,([\w+/=]+)/.exec(lastRequest()) ?? []
    expect(await sharp(Buffer.from(base64, 'base64')).metadata()).toMatchObject({ width: 200, height: 400 })
  })

  test('that claims a hundred thousand by a hundred thousand is not decoded, and the turn continues', async () => {
    const { body: file } = await upload(hugePng(), 'bomb.png')
    expect((await read(`/v1/files/${file.id}/thumbnail`)).status).toBe(400)
    const conversationId = await openConversation(server)
    await say(conversationId, 'And this?', file.id)
    expect(lastRequest()).toContain('could not be opened')
    expect((await messagesOf(server, conversationId)).at(-1)?.reply?.state).toBe('completed')
  })
})

describe('a document', () => {
  test('is read into the context, and stored with its text', async () => {
    const { body: file } = await upload('# Hours\n\nWe open at nine and close at noon.', 'hours.md')
    const conversationId = await openConversation(server)
    await say(conversationId, 'When do you open?', file.id)
    expect(lastRequest()).toContain('We open at nine')
    const { body } = await server.ask<FileText>('GET', `/v1/files/${file.id}/text`)
    expect(body).toMatchObject({ kind: 'words', state: 'ready', isCut: false })
    expect(body.text).toContain('We open at nine')
    // The next question is about it as well.
    await say(conversationId, 'And when do you close?')
    expect(lastRequest()).toContain('close at noon')
  })

  test('that is long is searched for the question, and the answer says how much was read', async () => {
    const filler = Array.from({ length: 3_000 }, (_, at) => `Line ${at} speaks of nothing in particular.`)
    filler[2_345] = 'The cellar key hangs behind the blue door.'
    const { body: file } = await upload(filler.join('\n'), 'long.txt')
    const conversationId = await openConversation(server)
    await say(conversationId, 'Where does the cellar key hang?', file.id)
    expect(lastRequest()).toContain('behind the blue door')
    expect(lastRequest()).not.toContain('Line 1200 ')
    expect((await messagesOf(server, conversationId)).at(-1)?.parts.at(-1)).toMatchObject({
      type: 'file-read',
      fileId: file.id,
      extent: 'part',
      percent: expect.any(Number),
    })
  })

  test('that is unreadable fails no turn, and is reported', async () => {
    const { body: file } = await upload('%PDF-1.7\nnothing of the kind', 'broken.pdf')
    const conversationId = await openConversation(server)
    await say(conversationId, 'What does it say?', file.id)
    expect(lastRequest()).toContain('could not be read')
    expect((await messagesOf(server, conversationId)).at(-1)).toMatchObject({
      reply: { state: 'completed' },
      parts: [{ type: 'text' }, { type: 'file-read', extent: 'none', errorCode: expect.any(String) }],
    })
  })

  test('is found by its text', async () => {
    const { body: file } = await upload('The gardener is called Zephyrine Quillfeather.', 'people.txt')
    const conversationId = await openConversation(server)
    await say(conversationId, 'Who is there?', file.id)
    await expect
      .poll(
        async () =>
          (
            await server.ask<{ items: { conversation: { id: string } }[] }>(
              'GET',
              '/v1/conversation-search?query=Quillfeather',
            )
          ).text,
        { timeout: 10_000 },
      )
      .toContain(conversationId)
  })
})

describe('a link to a file', () => {
  test('works without signing in, also for ranges, and for nothing else', async () => {
    const { body: file } = await upload('0123456789', 'ten.txt')
    const link = await server.ask<FileLink>('POST', `/v1/files/${file.id}/link`, { body: {} })
    const whole = await fetch(`${server.url}${link.body.url}`)
    expect(await whole.text()).toBe('0123456789')
    expect(whole.headers.get('content-security-policy')).toContain('sandbox')
    expect(whole.headers.get('content-disposition')).toMatch(/^attachment/)
    expect(whole.headers.get('x-content-type-options')).toBe('nosniff')
    const part = await fetch(`${server.url}${link.body.url}`, { headers: { range: 'bytes=3-5' } })
    expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([
      206,
      'bytes 3-5/10',
      '345',
    ])

    const { body: other } = await upload('another', 'other.txt')
    const changed = [
      link.body.url.replace(file.id, other.id),
      link.body.url.replace(/until=\d+/, 'until=9999999999'),
      link.body.url.replace('form=content', 'form=thumbnail'),
      link.body.url.replace(/signature=.{5}/, 'signature=AAAAA'),
      link.body.url.replace(/tenantId=[^&]+/, `tenantId=${crypto.randomUUID()}`),
    ]
    for (const url of changed) expect((await fetch(`${server.url}${url}`)).status, url).toBe(404)
  })
})

describe('limits', () => {
  test('are shown before an upload, set by the tenant, and enforced', async () => {
    const before = await server.ask<Record<string, number>>('GET', '/v1/file-limits')
    expect(before.body).toMatchObject({ image: 20 * 1_048_576, document: 30 * 1_048_576, storageLeft: null })
    await server.ask('PATCH', '/v1/file-limits', { body: { image: 1_000 } })
    const refused = await upload(await photo(), 'garden.jpg')
    expect([refused.status, refused.body]).toMatchObject([
      413,
      {
        code: 'too_large',
        reason: 'image-too-large',
        limitBytes: 1_000,
        detail: 'A picture can be at most 1000 bytes.',
      },
    ])
    // A wrong ending does not help, nor does none.
    expect((await upload(await photo(), 'garden')).status).toBe(413)
    expect((await upload('a short text', 'note.txt')).status).toBe(201)
    await server.ask('PATCH', '/v1/file-limits', { body: { image: null } })
    expect((await upload(await photo(), 'garden.jpg')).status).toBe(201)
  })

  test('a body that is too large is refused with the limit', async () => {
    const body = { name: 'x'.repeat(5_000_000) }
    expect(await server.ask('POST', '/v1/agents', { body })).toMatchObject({
      status: 413,
      body: {
        code: 'too_large',
        limitBytes: 4 * 1_048_576,
        detail: 'The request body can be at most 4 MiB.',
      },
    })
  })
})

/** The beginning of a PNG of 100,000 × 100,000 pixels, as small as a line. */
function hugePng(): Buffer {
  const header = Buffer.alloc(25)
  header.writeUInt32BE(13, 0)
  header.write('IHDR', 4, 'latin1')
  header.writeUInt32BE(100_000, 8)
  header.writeUInt32BE(100_000, 12)
  header.set([8, 2, 0, 0, 0], 16)
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), header])
}

describe('audio', () => {
  test('is transcribed once, shown, searchable and given to the model', async () => {
    await using heard = await openTestServer({
      env: { ...scriptedModels(models), PARLEY_TRANSCRIPTION_MODEL: 'openai/whisper-1' },
    })
    const before = models.heard.sounds.length
    const file = await uploadTo(heard, wav(), 'memo.wav')
    const conversationId = await openConversation(heard)
    await sayTo(heard, conversationId, 'When does it leave?', file.id)
    expect(lastRequest()).toContain('The boat leaves at seven.')
    await sayTo(heard, conversationId, 'Say it again.')
    expect(lastRequest()).toContain('The boat leaves at seven.')
    expect(models.heard.sounds.slice(before)).toMatchObject([
      { model: 'whisper-1', name: 'sound.wav', format: 'verbose_json', content: wav() },
    ])
    const { body } = await heard.ask<FileText>('GET', `/v1/files/${file.id}/text`)
    expect(body).toMatchObject({ kind: 'transcript', state: 'ready', seconds: 90, language: 'english' })
    await expect
      .poll(async () => (await heard.ask('GET', '/v1/conversation-search?query=boat')).text, {
        timeout: 10_000,
      })
      .toContain(conversationId)
    const usage = await heard.ask<{ items: { key: string }[] }>(
      'GET',
      `/v1/usage?by=purpose&from=${today()}&to=${today()}`,
    )
    expect(usage.body.items.map(({ key }) => key)).toContain('listening')
  })

  test('that cannot be transcribed fails no turn', async () => {
    const file = await uploadTo(server, wav(), 'memo.wav')
    const conversationId = await openConversation(server)
    await sayTo(server, conversationId, 'What is said?', file.id)
    expect(lastRequest()).toContain('could not be read: no-transcriber')
    expect((await messagesOf(server, conversationId)).at(-1)?.parts.at(-1)).toMatchObject({
      type: 'file-read',
      errorCode: 'no-transcriber',
    })
  })

  test('that failed is transcribed again on request', async () => {
    await using heard = await openTestServer({
      env: { ...scriptedModels(models), PARLEY_TRANSCRIPTION_MODEL: 'openai/whisper-1' },
    })
    models.heard.refuse.push(400)
    const file = await uploadTo(heard, wav(), 'memo.wav')
    const conversationId = await openConversation(heard)
    await sayTo(heard, conversationId, 'What is said?', file.id)
    expect((await heard.ask<FileText>('GET', `/v1/files/${file.id}/text`)).body.state).toBe('failed')
    await heard.ask('POST', `/v1/files/${file.id}/text`, { body: {} })
    await expect
      .poll(async () => (await heard.ask<FileText>('GET', `/v1/files/${file.id}/text`)).body, {
        timeout: 10_000,
      })
      .toMatchObject({ state: 'ready', text: 'The boat leaves at seven.' })
  })
})

const today = () => new Date().toISOString().slice(0, 10)

describe('a scanner', () => {
  test('quarantines what it finds, and it is served to nobody', async () => {
    const scanner = {
      scan: async (bytes: Uint8Array) => (Buffer.from(bytes).includes('EICAR') ? 'Eicar' : null),
    }
    await using watched = await openTestServer({ ports: { scanner } })
    const refused = await send(watched, 'has EICAR in it', 'letter.txt')
    expect([refused.status, refused.body.code]).toEqual([400, 'invalid_input'])
    expect((await send(watched, 'Good day.', 'letter.txt')).status).toBe(201)
    const log = await watched.ask<{ items: { type: string; facts: { fileId: string } }[] }>(
      'GET',
      '/v1/audit-log',
    )
    const entry = log.body.items.find(({ type }) => type === 'file.quarantined')
    expect(entry).toBeDefined()
    const fileId = entry?.facts.fileId ?? ''
    expect((await watched.ask('GET', `/v1/files/${fileId}`)).status).toBe(404)
    expect((await watched.ask('GET', `/v1/files/${fileId}/content`)).status).toBe(404)
    expect((await watched.ask('POST', `/v1/files/${fileId}/link`, { body: {} })).status).toBe(404)
  })
})

test('an answer is synthesized once however often it is requested, and deleted with its conversation', async () => {
  await using speaking = await openTestServer({
    env: { ...scriptedModels(models), PARLEY_SPEECH_MODEL: 'openai/tts-1@nova' },
  })
  const conversationId = await openConversation(speaking)
  models.script({ text: ['## Hours\n\nWe open at **nine**.'] })
  await sayTo(speaking, conversationId, 'When do you open?')
  const answer = (await messagesOf(speaking, conversationId)).at(-1)
  const aloud = async () => {
    const response = await fetch(`${speaking.url}/v1/messages/${answer?.id}/speech`, {
      method: 'POST',
      headers: { authorization: `Bearer ${speaking.owner}` },
    })
    const bytes = Buffer.from(await response.arrayBuffer())
    if (response.status !== 200) throw new Error(bytes.toString())
    return bytes.subarray(4).toString()
  }
  const asked = () => models.requests.filter(({ path }) => path.endsWith('/audio/speech')).length
  const before = asked()
  expect(JSON.parse(await aloud())).toMatchObject({ model: 'tts-1', voice: 'nova' })
  expect(await aloud()).toContain('We open at nine')
  expect(asked() - before).toBe(1)
  const folder = join(speaking.app.config.dataDirectory, 'files')
  const spoken = () =>
    readdirSync(folder, { recursive: true }).filter((name) => String(name).includes(`${answer?.id}`))
  expect(spoken()).toHaveLength(1)
  await speaking.ask('DELETE', `/v1/conversations/${conversationId}`)
  await expect.poll(spoken, { timeout: 10_000 }).toEqual([])
})
