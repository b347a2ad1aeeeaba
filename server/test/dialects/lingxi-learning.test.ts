import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { findTenantId, systemScope } from '#features/access/index.ts'
import { makeMember, visit } from '#features/access/testing.ts'
import { scriptedModels } from '#test/support/conversation.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'

let models: ModelServer
let server: TestServer
let endUser: string

beforeAll(async () => {
  models = await startModelServer()
  server = await openTestServer({ env: scriptedModels(models) })
  const home = systemScope(server.app, await findTenantId(server.app, null), visit())
  endUser = (await makeMember(server.app, home, 'end_user')).accessToken
})
afterAll(async () => {
  await server.close()
  await models.close()
})

const act = async (request: string, token: string, body?: object) => {
  const [method = '', path = ''] = request.split(' ')
  const answer = await server.ask(method, `/compat/lingxi${path}`, { token, ...(body && { body }) })
  expect(answer.status, answer.text).toBe(200)
  return answer.body
}

/** A session of so many turns; the review that the last one is followed by hears this. */
async function talk(token: string, turns: number, verdict: object) {
  let session: unknown
  for (let turn = 1; turn <= turns; turn += 1) {
    models.script({ text: ['Fine.'] })
    if (turn === turns)
      models.script({ text: [JSON.stringify({ shouldChange: true, evidence: [1], ...verdict })] })
    const said = { message: `In metres, please (${turn})`, ...(session ? { session_id: session } : {}) }
    session = (await act('POST /api/chat/', token, said)).session_id
  }
  return session
}
const LONG_WAIT = { timeout: 45_000, interval: 50 }

test('suggestions from twenty messages wait to be accepted, and an answer mentions them', async () => {
  const session = await talk(endUser, 10, {
    reason: 'They ask for metres.',
    instructions: 'Use metres.',
    confidence: 0.7,
  })
  const waiting = () => act(`GET /api/sessions/${session}/personality-suggestion`, endUser)
  await vi.waitUntil(async () => (await waiting()).has_suggestion, LONG_WAIT)
  expect((await waiting()).suggestion).toEqual({
    should_update: true,
    reason: 'They ask for metres.',
    suggested_personality: 'Use metres.',
    confidence: 0.7,
  })
  models.script({ text: ['Fine.'] })
  const answer = await act('POST /api/chat/', endUser, { message: 'And now?', session_id: session })
  expect(answer.personality_suggestion_available).toBe(true)
  expect(answer).not.toHaveProperty('personality_updated')

  const taken = await act(`POST /api/sessions/${session}/personality-update`, endUser)
  expect(taken).toEqual({ success: true, personality_prompt: 'Use metres.', session_id: session })
  expect(await waiting()).toMatchObject({ has_suggestion: false, suggestion: null })
  expect(await act('GET /api/personality/get', endUser)).toEqual({ personality_prompt: 'Use metres.' })
  models.script({ text: ['Fine.'] })
  const next = await act('POST /api/chat/', endUser, { message: 'Thanks', session_id: session })
  expect(next).not.toHaveProperty('personality_suggestion_available')
})

test('an agent applies confident suggestions by itself, and the next answer says so once', async () => {
  const session = await talk(server.owner, 10, {
    reason: 'They ask for metres.',
    instructions: 'Use metres.',
    confidence: 0.95,
  })
  await vi.waitUntil(
    async () => (await act('GET /api/personality/get', server.owner)).personality_prompt === 'Use metres.',
    LONG_WAIT,
  )
  models.script({ text: ['Fine.'] }, { text: ['Fine.'] })
  const say = () => act('POST /api/chat/', server.owner, { message: 'And now?', session_id: session })
  expect(await say()).toMatchObject({ personality_updated: true, personality_prompt: 'Use metres.' })
  expect(await say()).not.toHaveProperty('personality_updated')
})

test('a dismissed suggestion is gone', async () => {
  const home = systemScope(server.app, await findTenantId(server.app, null), visit())
  const { accessToken } = await makeMember(server.app, home, 'end_user')
  const session = await talk(accessToken, 10, { reason: 'So.', instructions: 'Be odd.', confidence: 0.7 })
  const waiting = () => act(`GET /api/sessions/${session}/personality-suggestion`, accessToken)
  await vi.waitUntil(async () => (await waiting()).has_suggestion, LONG_WAIT)
  await act(`POST /api/sessions/${session}/personality-dismiss`, accessToken)
  expect(await waiting()).toMatchObject({ has_suggestion: false })
  expect(await act('GET /api/personality/get', accessToken)).toEqual({ personality_prompt: '' })
})
