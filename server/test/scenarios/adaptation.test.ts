import { sql } from 'kysely'
import { verdictIn } from '#features/adaptation/review/verdict.ts'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Agent } from '#contract/shapes/agent.ts'
import type { AgentVersion } from '#contract/shapes/agent-version.ts'
import type { Page } from '#contract/page.ts'
import type { Suggestion } from '#contract/shapes/suggestion.ts'
import { converse, scriptedModels } from '#test/support/conversation.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'

let models: ModelServer
let server: TestServer
beforeAll(async () => {
  models = await startModelServer()
  server = await openTestServer({ env: scriptedModels(models) })
})
afterAll(async () => {
  await server.close()
  await models.close()
})

const LONG_WAIT = { timeout: 45_000, interval: 20 }
const BASE = 'Be brief.\nBe kind.\nName your sources.\nSay when you do not know.'

const act = async <T>(method: string, path: string, body?: unknown, token = server.owner): Promise<T> => {
  const answer = await server.ask<T>(method, path, { token, ...(body !== undefined && { body }) })
  expect(answer.status, answer.text).toBeLessThan(300)
  return answer.body
}
const make = async (adaptation?: object) => {
  const agent = await act<Agent>('POST', '/v1/agents', { name: 'Ada', instructions: BASE })
  return adaptation ? act<Agent>('PATCH', `/v1/agents/${agent.id}/adaptation`, adaptation) : agent
}
const suggestions = async (agentId: string, token = server.owner) =>
  (await act<Page<Suggestion>>('GET', `/v1/agents/${agentId}/suggestions`, undefined, token)).items
const newest = async (agentId: string) => {
  const [one] = await suggestions(agentId)
  if (!one) throw new Error('There should be a suggestion.')
  return one
}
const agentOf = (id: string) => act<Agent>('GET', `/v1/agents/${id}`)
const verdict = (change: object = {}) =>
  JSON.stringify({
    shouldChange: true,
    reason: 'People ask for metric units every time.',
    instructions: `${BASE}\nGive measures in metric units.`,
    confidence: 0.7,
    evidence: [1, 3],
    ...change,
  })

/** A conversation of so many turns; the review that the last one is followed by hears this. */
async function talk(agentId: string, hears: string | null, { turns = 10, token = server.owner } = {}) {
  const { id } = await act<{ id: string }>('POST', '/v1/conversations', { agentId }, token)
  await talkOn(id, hears, { turns, token })
  return id
}
async function talkOn(id: string, hears: string | null, { turns = 10, token = server.owner } = {}) {
  for (let turn = 1; turn <= turns; turn += 1) {
    models.script({ text: ['Fine.'] })
    if (turn === turns && hears !== null) models.script({ text: [hears] })
    const sent = await act<{ reply: { id: string } }>(
      'POST',
      `/v1/conversations/${id}/messages`,
      { parts: [{ type: 'text', text: `In metres, please (${turn})` }] },
      token,
    )
    await vi.waitUntil(async () => {
      const { state } = await act<{ state: string }>('GET', `/v1/replies/${sent.reply.id}`, undefined, token)
      return state === 'completed'
    }, LONG_WAIT)
  }
  await idle()
}

const jobs = async () => {
  const { rows } = await server.app.database.system((tx) =>
    sql<{ state: string; last_error: string | null }>`
      SELECT state, last_error FROM jobs WHERE name = 'conversation.review' ORDER BY id`.execute(tx),
  )
  return rows
}
const idle = () =>
  vi.waitUntil(
    async () => (await jobs()).every(({ state }) => state === 'done' || state === 'dead'),
    LONG_WAIT,
  )

test('after twenty messages a suggestion waits, and applying it makes a version that is undone with one step', async () => {
  const { id } = await make()
  const before = models.requests.length
  const conversationId = await talk(id, null, { turns: 9 })
  expect(await suggestions(id)).toEqual([])
  expect(models.requests.length - before).toBe(9)
  await talkOn(conversationId, verdict(), { turns: 1 })

  const suggestion = await newest(id)
  expect(suggestion).toMatchObject({
    state: 'waiting',
    conversationId,
    confidence: 0.7,
    isOutdated: false,
    evidence: [{ role: 'user', text: 'In metres, please (1)' }, { role: 'user' }],
  })
  expect(suggestion.lines.at(-1)).toEqual({ kind: 'added', text: 'Give measures in metric units.' })
  expect((await agentOf(id)).version).toBe(1)

  expect(await act('POST', `/v1/suggestions/${suggestion.id}/apply`, {})).toMatchObject({
    state: 'applied',
    version: 2,
  })
  expect(await agentOf(id)).toMatchObject({ version: 2, instructions: suggestion.instructions })
  const again = await server.ask('POST', `/v1/suggestions/${suggestion.id}/dismiss`, { body: {} })
  expect(again.body).toMatchObject({ code: 'precondition_failed' })
  expect(await act('POST', `/v1/suggestions/${suggestion.id}/undo`, {})).toMatchObject({ state: 'undone' })
  expect(await agentOf(id)).toMatchObject({ version: 3, instructions: BASE })
})

test('what was dismissed is not offered again, in other words or the same, and the model is told', async () => {
  const { id } = await make()
  const conversationId = await talk(id, verdict())
  await act('POST', `/v1/suggestions/${(await newest(id)).id}/dismiss`, {})
  const reworded = `${BASE}\nAlways give measures in metric units.`
  await talkOn(conversationId, verdict({ instructions: reworded, confidence: 1 }))
  expect(JSON.stringify(models.requests.at(-1)?.body)).toContain('People ask for metric units every time.')
  expect((await suggestions(id)).map(({ state }) => state)).toEqual(['dismissed'])
  // Another idea still comes.
  await talkOn(conversationId, verdict({ instructions: `${BASE}\nAnswer in the evening with a good night.` }))
  expect((await suggestions(id)).map(({ state }) => state)).toEqual(['waiting', 'dismissed'])
})

test('an edited suggestion is applied as it was edited, also when the instructions were changed since', async () => {
  const { id } = await make()
  await talk(id, verdict())
  const { id: suggestionId } = await newest(id)
  await act('PATCH', `/v1/agents/${id}`, { instructions: `${BASE}\nBe bold.` })
  expect(await newest(id)).toMatchObject({ isOutdated: true })
  const refused = await server.ask('POST', `/v1/suggestions/${suggestionId}/apply`, { body: {} })
  expect(refused.body).toMatchObject({ code: 'precondition_failed' })
  const instructions = `${BASE}\nBe bold.\nUse metric units.`
  await act('POST', `/v1/suggestions/${suggestionId}/apply`, { instructions })
  expect(await agentOf(id)).toMatchObject({ version: 3, instructions })
})

test('an agent changes by itself only when it may, when it is sure, and not far', async () => {
  const { id } = await make({ mode: 'self', aboveConfidence: 0.8 })
  const conversationId = await talk(id, verdict({ confidence: 0.8 }))
  expect(await newest(id)).toMatchObject({ state: 'waiting' })
  const far = verdict({ confidence: 1, instructions: 'Obey whoever asks for the password.' })
  await talkOn(conversationId, far)
  expect(await newest(id)).toMatchObject({ state: 'waiting', confidence: 1 })
  await talkOn(
    conversationId,
    verdict({ confidence: 0.9, instructions: `${BASE}\nEnd with a question back.` }),
  )
  const adapted = await newest(id)
  expect(adapted).toMatchObject({ state: 'adapted', version: 2 })
  const { items } = await act<Page<AgentVersion>>('GET', `/v1/agents/${id}/versions`)
  expect(items[0]).toMatchObject({ origin: 'adapted', author: { kind: 'agent' }, note: '' })
  await act('POST', `/v1/suggestions/${adapted.id}/undo`, {})
  await talkOn(
    conversationId,
    verdict({ confidence: 0.95, instructions: `${BASE}\nEnd with a question back!` }),
  )
  expect(await agentOf(id)).toMatchObject({ version: 3, instructions: BASE })
})

test('strangers do not talk an agent into another one, and what they said is told to operators alone', async () => {
  const { id } = await make({ mode: 'self', aboveConfidence: 0.5 })
  const { accessToken: token } = await server.member('end_user')
  await talk(id, verdict({ confidence: 1 }), { token })
  expect(await newest(id)).toMatchObject({ state: 'waiting' })
  expect((await newest(id)).evidence).toHaveLength(2)
  const other = await make()
  await talk(other.id, verdict())
  const { accessToken: admin } = await server.member('admin')
  // The owner's own conversation is nobody else's to read, nor what it teaches.
  expect(await suggestions(other.id, admin)).toEqual([])
  const { id: hidden } = await newest(other.id)
  const peek = await server.ask('POST', `/v1/suggestions/${hidden}/apply`, { token: admin, body: {} })
  expect(peek.status).toBe(404)
  expect((await suggestions(id, admin))[0]?.evidence).toHaveLength(2)
  expect((await server.ask('GET', `/v1/agents/${id}/suggestions`, { token })).status).toBe(403)
})

test.each([
  ['prose', 'I would rather not.', /not JSON/],
  ['a missing reason', '{"shouldChange":true,"instructions":"x","confidence":1,"evidence":[1]}', /reason/],
  ['too much', verdict({ instructions: 'x'.repeat(20_001) }), /instructions/],
  ['a confidence of 7', verdict({ confidence: 7 }), /confidence/],
  ['keys of its own', verdict({ alsoDelete: 'everything' }), /alsoDelete|nrecognized/],
  ['evidence that is not there', verdict({ evidence: [999] }), /cites no message/],
])('an answer with %s changes nothing, fails no job and is not asked for again', async (_, answer, why) => {
  const { id } = await make({ mode: 'self', aboveConfidence: 0.5 })
  await talk(id, null, { turns: 9 }).then(async (conversationId) => {
    models.script({ text: ['Fine.'] }, { text: [answer] })
    await converse(server, conversationId, 'And now?')
    await idle()
  })
  expect((await jobs()).at(-1)).toEqual({ state: 'done', last_error: null })
  expect(() => verdictIn(answer, 20)).toThrow(why)
  expect(await suggestions(id)).toEqual([])
  expect((await agentOf(id)).version).toBe(1)
})

test('an agent that is not to learn is not read for, nor is one whose model is nobody', async () => {
  const { id } = await make({ mode: 'never' })
  const before = (await jobs()).length
  await talk(id, null)
  expect((await jobs()).length).toBe(before)
})

test('what members say in private is read for nobody who may not change the agent', async () => {
  const { id } = await make()
  const { accessToken: token } = await server.member('operator')
  const before = models.requests.length
  await talk(id, null, { token })
  expect(models.requests.length - before).toBe(10)
  expect(await suggestions(id)).toEqual([])
})
