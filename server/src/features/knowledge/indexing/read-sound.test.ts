import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { uploadFile } from '#features/files/index.ts'
import { makeMember } from '#features/access/testing.ts'
import { readUsage } from '#features/usage/index.ts'
import { lacksFilmTools, makeFilm } from '#test/support/film-maker.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { wav } from '#test/support/plain-sound.ts'
import { openTestApp, sharedTestApp, type TestApp } from '#test/support/open-test-app.ts'
import { addDocument, listPassages, searchKnowledge } from '../index.ts'
import { makeLibrary, settled } from '../testing.ts'

let models: ModelServer
beforeAll(async () => {
  models = await startModelServer()
})
afterAll(() => models.close())

const hearing = () => ({
  OPENAI_BASE_URL: models.openaiBaseUrl,
  OPENAI_API_KEY: 'k',
  PARLEY_TRANSCRIPTION_MODEL: 'openai/whisper-1',
  PATH: process.env.PATH ?? '',
})

async function add(app: TestApp, name: string, content: Uint8Array) {
  const { scope, knowledgeBaseId } = await makeLibrary(app)
  const { scope: member } = await makeMember(app, scope, 'admin')
  const file = await uploadFile(member, { name, content: Readable.from([content]) })
  const { id } = await addDocument(scope, { knowledgeBaseId, name, fileId: file.id })
  return { document: await settled(scope, id), scope, knowledgeBaseId }
}

test('a recording is found by its transcript, and its usage is counted', async () => {
  await using app = await openTestApp({ env: hearing() })
  const { document, scope, knowledgeBaseId } = await add(app, 'harbour.wav', wav())
  expect(document).toMatchObject({
    state: 'ready',
    mediaType: expect.stringMatching(/^audio\//),
    passageCount: 1,
  })
  const [passage] = (await listPassages(scope, { documentId: document.id })).items
  expect(passage?.text).toBe('The boat leaves at seven.')
  const { items } = await searchKnowledge(scope, {
    query: 'When does the boat leave?',
    knowledgeBaseIds: [knowledgeBaseId],
  })
  expect(items[0]?.passage.documentId).toBe(document.id)
  const today = new Date().toISOString().slice(0, 10)
  const usage = await readUsage(scope, { by: 'purpose', from: today, to: today })
  expect(usage.items.map(({ key }) => key)).toContain('listening')
})

test('so is a film, where its sound can be taken out', async ({ skip }) => {
  skip(lacksFilmTools, 'ffmpeg is not installed')
  await using app = await openTestApp({ env: hearing() })
  const film = makeFilm({ colours: ['red'] })
  const { document } = await add(app, 'harbour.mp4', film)
  expect(document).toMatchObject({ state: 'ready', mediaType: 'video/mp4', passageCount: 1 })
})

test('an unintelligible recording fails with a reason', async () => {
  const { document } = await add(await sharedTestApp(), 'harbour.wav', wav())
  expect(document.failure).toMatchObject({ code: 'invalid_input', reason: 'no-transcriber' })
  models.heard.text = '  '
  await using app = await openTestApp({ env: hearing() })
  const silent = await add(app, 'silence.wav', wav())
  models.heard.text = 'The boat leaves at seven.'
  expect(silent.document.failure).toMatchObject({ code: 'invalid_input', reason: 'nothing-said' })
})
