import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { takeDue } from '#platform/queue/scheduled-jobs.ts'
import { steeredClock } from '#test/support/clock.ts'
import { scriptedModels } from '#test/support/conversation.ts'
import { lookForJobs } from '#test/support/look-for-jobs.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'

const MINUTE = 60_000
const clock = steeredClock()
let models: ModelServer
let server: TestServer
let token: string
beforeAll(async () => {
  // So that it is nobody's night.
  clock.passTo('12:00')
  models = await startModelServer()
  server = await openTestServer({
    env: { ...scriptedModels(models), SCHEDULER_CHECK_INTERVAL_MINUTES: '7' },
    now: clock.now,
  })
  token = (await server.member('end_user')).accessToken
})
afterAll(async () => {
  await server.close()
  await models.close()
})

const act = async (method: string, path: string, body?: unknown, as = token) => {
  const answer = await server.ask(method, `/compat/lingxi/api${path}`, {
    token: as,
    ...(body !== undefined && { body }),
  })
  expect(answer.status, answer.text).toBeLessThan(300)
  return answer.body
}

const idle = () =>
  vi.waitUntil(
    async () => {
      const { rows } = await server.app.database.system((tx) =>
        sql<{ count: number }>`SELECT count(*)::integer AS count FROM jobs
          WHERE state = 'running' OR (state = 'waiting' AND run_at < now() + interval '500 milliseconds')`.execute(
          tx,
        ),
      )
      return rows[0]?.count === 0
    },
    { timeout: 45_000, interval: 20 },
  )

/** Lets time pass and does all that is due then. */
async function wait(minutes: number) {
  await idle()
  clock.pass(minutes * MINUTE)
  await takeDue(server.app.database, randomUUID(), clock.now(), {
    underWayMax: 100,
    lostAfterMs: 15 * MINUTE,
  })
  lookForJobs(server.app)
  await idle()
}

async function talk(parameters: object, timings: object | null = null) {
  const agent = await act('POST', '/agents/', { name: randomUUID(), parameters, timings })
  models.script({ text: ['I see.'] })
  const { session_id } = await act('POST', '/chat/', { message: 'I paint the kitchen.', agent_id: agent.id })
  // Read, as its page does when it shows it.
  await act('GET', `/sessions/${session_id}/`)
  return { agent, session: String(session_id) }
}

const words = { action: 'new-topic', text: 'Shall we talk of the hall?', reason: 'The kitchen is done.' }

test('an agent with a style set by its owner speaks first, as a new message until it is read', async () => {
  const { session } = await talk({ proactive_behavior: 'balanced' }, { inactivity_check_minutes: 10 })
  const asked = models.requests.length
  await wait(9)
  expect(models.requests.length).toBe(asked)
  expect(await act('GET', `/sessions/${session}/new-messages`)).toMatchObject({ has_new_messages: false })
  models.script({ text: [JSON.stringify(words)] })
  await wait(2)
  const told = await act('GET', `/sessions/${session}/new-messages`)
  expect(told).toEqual({
    session_id: Number(session),
    has_new_messages: true,
    new_messages: [
      {
        id: expect.any(Number),
        message: words.text,
        is_read: false,
        timestamp: expect.any(String),
        action: 'new_topic',
        reason: words.reason,
      },
    ],
  })
  expect(await act('GET', `/sessions/${session}/inactivity`)).toMatchObject({
    action: 'wait',
    unread_count: 1,
  })
  await act('POST', `/sessions/${session}/acknowledge-messages`)
  expect(await act('GET', `/sessions/${session}/new-messages`)).toMatchObject({ has_new_messages: false })
  const shown = await act('GET', `/sessions/${session}/`)
  expect(shown.message_count).toBe(3)
  expect((shown.messages as unknown[]).at(-1)).toMatchObject({
    message: words.text,
    is_agent: true,
    is_agent_growth: true,
    metadata: { proactive: true, action: 'new_topic' },
  })
  expect(shown.current_state).toMatchObject({
    proactive_messages: [{ action: 'new_topic', reason: words.reason }],
  })
})

test('without a style it never does, and removing the style takes effect immediately', async () => {
  const silent = await talk({ personality_prompt: 'Be kind.' })
  const { agent, session } = await talk({ proactive_behavior: 'aggressive' })
  await act('PATCH', `/agents/${agent.id}/`, { parameters: { personality_prompt: 'Be quiet.' } })
  const asked = models.requests.length
  await wait(60)
  expect(models.requests.length).toBe(asked)
  for (const one of [silent.session, session])
    expect(await act('GET', `/sessions/${one}/inactivity`)).toMatchObject({
      action: 'wait',
      reason: expect.stringContaining('proactive_behavior'),
      suggested_message: null,
    })
})

test('without timings of its own it waits as long as the operator configured', async () => {
  const { session } = await talk({ proactive_behavior: 'conservative' })
  expect(await act('GET', `/sessions/${session}/inactivity`)).toMatchObject({
    reason: expect.stringContaining('7 minutes'),
  })
  models.script({ text: [JSON.stringify(words)] })
  await wait(8)
  expect(await act('GET', `/sessions/${session}/new-messages`)).toMatchObject({ has_new_messages: true })
})

test('nobody else can make an agent speak to its owner', async () => {
  const { agent } = await talk({})
  const other = (await server.member('end_user')).accessToken
  const answer = await server.ask('PATCH', `/compat/lingxi/api/agents/${agent.id}/`, {
    token: other,
    body: { parameters: { proactive_behavior: 'aggressive' } },
  })
  expect(answer.status).toBe(404)
})
