import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { Agent } from '#contract/shapes/agent.ts'
import type { Conversation } from '#contract/shapes/conversation.ts'
import type { ProactivePreferences } from '#contract/shapes/proactive.ts'
import { systemScope } from '#features/access/index.ts'
import { checkConversation } from '#features/proactive/checks/check-conversation.ts'
import { takeDue } from '#platform/queue/scheduled-jobs.ts'
import { steeredClock } from '#test/support/clock.ts'
import { follow, messagesOf, scriptedModels, send, storedText } from '#test/support/conversation.ts'
import { lookForJobs } from '#test/support/look-for-jobs.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'

const clock = steeredClock()
let models: ModelServer
let server: TestServer
let token: string
beforeAll(async () => {
  models = await startModelServer()
  server = await openTestServer({ env: scriptedModels(models), now: clock.now })
})
afterAll(async () => {
  await server.close()
  await models.close()
})
beforeEach(async () => {
  // What earlier tests left to be done would be done in the later ones.
  await cancelChecks()
  await server.app.database.system((tx) =>
    tx.deleteFrom('jobs').where('state', '=', 'waiting').where('name', '=', 'proactive-check.run').execute(),
  )
  token = (await server.member('end_user')).accessToken
})

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const PACE = { underWayMax: 100, lostAfterMs: 15 * MINUTE }

const act = async <T>(method: string, path: string, body?: unknown, as = token): Promise<T> => {
  const answer = await server.ask<T>(method, path, { token: as, ...(body !== undefined && { body }) })
  expect(answer.status, answer.text).toBeLessThan(300)
  return answer.body
}
const prefer = (preferences: object) =>
  act<ProactivePreferences>('PATCH', '/v1/proactive-preferences', preferences)
/** Agrees, with no hour that is quiet. */
const agree = () => prefer({ agrees: true, timeZone: 'UTC', quietFrom: '00:00', quietTo: '00:00' })
const makeAgent = async (settings: object = {}) => {
  const { id } = await act<Agent>('POST', '/v1/agents', { name: 'Ada' }, server.owner)
  await act('PATCH', `/v1/agents/${id}/proactive-messages`, { speaksFirst: true, ...settings }, server.owner)
  return id
}
/** A conversation in which one thing was asked, answered and read. */
async function talk(agentId: string, as = token) {
  const { id } = await act<Conversation>('POST', '/v1/conversations', { agentId }, as)
  await sayIn(id, as)
  return id
}
async function sayIn(id: string, as = token) {
  models.script({ text: ['I see.'] })
  const sent = await send(server, id, 'I am going to repaint the kitchen.', { token: as })
  await follow(server, sent.reply?.id ?? '', undefined, as)
  await idle()
  await read(id, as)
}
const read = (id: string, as = token) => act('POST', `/v1/conversations/${id}/read`, { seq: 1_000 }, as)
const said = async (id: string, as = token) => {
  const all = await messagesOf(server, id, 'limit=200', as)
  return all.filter(({ origin }) => origin !== 'turn')
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
/** Does all that is due by the clock; what the server itself was just about to take too. */
async function check() {
  await idle()
  await vi.waitUntil(
    async () => {
      await takeDue(server.app.database, randomUUID(), clock.now(), PACE)
      const { rows } = await server.app.database.system((tx) =>
        sql`SELECT FROM scheduled_jobs WHERE due_at <= ${clock.now()} LIMIT 1`.execute(tx),
      )
      return rows.length === 0
    },
    { timeout: 45_000, interval: 20 },
  )
  lookForJobs(server.app)
  await idle()
}
/** Lets something happen and time pass, and checks; the model is asked exactly when there is a decision to make. */
async function checkAfter(
  ms: number,
  decision: object | null = null,
  happens: () => Promise<unknown> = async () => {},
) {
  const before = models.requests.length
  if (decision) models.script({ text: [JSON.stringify(decision)] })
  // What is due at once may be checked before we do.
  await happens()
  clock.pass(ms)
  await check()
  expect(models.requests.length - before, 'how often the model was asked').toBe(decision ? 1 : 0)
}
/** So that nothing quiet is checked unless a test does. */
async function cancelChecks() {
  const { tenantId } = await tenant()
  await server.app.database.write(tenantId, (tx) => tx.deleteFrom('scheduled_jobs').execute())
}
/** Checks one conversation now, as one of several processes. */
async function checkOne(conversationId: string) {
  const { tenantId } = await tenant()
  const visit = { requestId: randomUUID(), signal: new AbortController().signal }
  await checkConversation(systemScope(server.app, tenantId, visit), { conversationId })
}
const words = { action: 'continue', text: 'How is the kitchen coming along?', reason: 'It was left open.' }
const settled = async (conversationId: string) => {
  const { tenantId } = await tenant()
  return server.app.database.read(tenantId, (tx) =>
    tx.selectFrom('proactive_checks').selectAll().where('conversation_id', '=', conversationId).execute(),
  )
}
const tenant = async () => {
  const me = await act<{ tenant: { id: string } }>('GET', '/v1/me', undefined, server.owner)
  return { tenantId: me.tenant.id }
}

test('an agent speaks first, once, to a person who agrees: an ordinary message, unread until it is read', async () => {
  await agree()
  const id = await talk(await makeAgent())
  await checkAfter(61 * MINUTE, words)
  const [first, ...more] = await said(id)
  expect(more).toEqual([])
  expect(first).toMatchObject({
    origin: 'proactive',
    seq: 3,
    role: 'assistant',
    author: { kind: 'agent', name: 'Ada' },
  })
  expect(storedText(first)).toBe(words.text)
  expect(await act('GET', `/v1/conversations/${id}`)).toMatchObject({
    unreadCount: 1,
    headMessageId: first?.id,
    messageCount: 3,
  })
  // Until the person answers, that was all; read or not.
  await read(id)
  await checkAfter(25 * HOUR)
  await sayIn(id)
  await checkAfter(61 * MINUTE, words)
  expect(await said(id)).toHaveLength(2)
  // What the agent said is part of what it answers to.
  expect(JSON.stringify(models.requests.at(-2)?.body)).toContain(words.text)
})

test('nobody is spoken to who has not agreed, nor after they took it back; single agents go before all', async () => {
  const [agentId, otherId] = [await makeAgent(), await makeAgent()]
  const [id, other] = [await talk(agentId), await talk(otherId)]
  await checkAfter(61 * MINUTE)
  await checkAfter(0, words, async () => {
    await prefer({ agents: [{ agentId, agrees: true }], quietFrom: '00:00', quietTo: '00:00' })
    await idle()
  })
  expect([await said(id), await said(other)].map(({ length }) => length)).toEqual([1, 0])

  await agree()
  await prefer({ agents: [{ agentId: otherId, agrees: false }] })
  await sayIn(other)
  await checkAfter(61 * MINUTE)
  await prefer({ agrees: false, agents: [{ agentId: otherId, agrees: null }] })
  await sayIn(other)
  await checkAfter(61 * MINUTE)
  expect(await said(other)).toEqual([])
  expect(await act<ProactivePreferences>('GET', '/v1/proactive-preferences')).toMatchObject({
    agrees: false,
    agents: [{ agentId, agrees: true }],
    isSet: true,
  })
})

test('never while something is unread, in a muted conversation, or one that was put away', async () => {
  await agree()
  const id = await talk(await makeAgent({ unansweredMax: 3, perDay: 24 }))
  await checkAfter(61 * MINUTE, words)
  await checkAfter(61 * MINUTE)
  await read(id)
  await checkAfter(61 * MINUTE, words)
  await read(id)
  for (const setting of [{ muted: true }, { archived: true }]) {
    await act('PATCH', `/v1/conversations/${id}`, setting)
    await checkAfter(61 * MINUTE)
  }
  expect(await said(id)).toHaveLength(2)
  await act('PATCH', `/v1/conversations/${id}`, { muted: false, archived: false })
  await checkAfter(25 * HOUR, words)
  expect(await said(id)).toHaveLength(3)
})

test('never in quiet hours, wherever the person is: it is said when they end', async () => {
  await prefer({ agrees: true, timeZone: 'Pacific/Kiritimati', quietFrom: '22:00', quietTo: '07:00' })
  const agentId = await makeAgent({ afterMinutes: 1 })
  // 23:00 on the islands beyond the date line, where it is tomorrow already.
  clock.passTo('09:00')
  const id = await talk(agentId)
  await checkAfter(5 * MINUTE)
  clock.passTo('16:58')
  await checkAfter(0)
  await checkAfter(3 * MINUTE, words)
  expect(await said(id)).toHaveLength(1)
})

test('one person is not written to by an agent more often than its owner set, in whatever conversations', async () => {
  await agree()
  const agentId = await makeAgent({ perDay: 1 })
  const ids = [await talk(agentId), await talk(agentId), await talk(agentId)]
  const count = async () => (await Promise.all(ids.map((id) => said(id)))).flat().length
  // Two decide at once; to the one person only one may say it. The third does not even ask.
  const [one = '', two = '', three = ''] = ids
  models.script(...[one, two].map(() => ({ text: [JSON.stringify(words)], ttft: 50 })))
  clock.pass(61 * MINUTE)
  await Promise.all([checkOne(one), checkOne(two)])
  expect(await count()).toBe(1)
  const before = models.requests.length
  await checkOne(three)
  expect(models.requests.length).toBe(before)
  await act('PATCH', `/v1/conversations/${one}`, { muted: true })
  await act('PATCH', `/v1/conversations/${two}`, { muted: true })
  await checkAfter(25 * HOUR, words)
  expect(await count()).toBe(2)
})

test('a person who spoke meanwhile is not spoken over, whatever was decided', async () => {
  await agree()
  const id = await talk(await makeAgent())
  models.script({ text: [JSON.stringify(words)], ttft: 400 })
  clock.pass(61 * MINUTE)
  await takeDue(server.app.database, randomUUID(), clock.now(), PACE)
  const before = models.requests.length
  lookForJobs(server.app)
  await vi.waitUntil(() => models.requests.length > before, { timeout: 45_000, interval: 5 })
  await sayIn(id)
  await idle()
  expect(await said(id)).toEqual([])
  expect(await settled(id)).toMatchObject([{ state: 'dropped', skip_reason: 'touched' }])
})

test('a model that would wait is asked again then, within bounds', async () => {
  await agree()
  const id = await talk(await makeAgent())
  await checkAfter(61 * MINUTE, { action: 'wait', minutes: 0, reason: 'Too soon.' })
  await checkAfter(14 * MINUTE)
  await checkAfter(2 * MINUTE, { action: 'wait', minutes: 1e9, reason: 'Never.' })
  await checkAfter(6 * 24 * HOUR)
  await checkAfter(25 * HOUR, { ...words, action: 'new-topic' })
  expect(await said(id)).toHaveLength(1)
})

test('what is no decision is a failed job, and nothing is said', async () => {
  await agree()
  const id = await talk(await makeAgent())
  models.script({ text: ['I would rather say hello!'] })
  clock.pass(61 * MINUTE)
  await check()
  const dead = await server.app.database.system((tx) =>
    sql<{
      last_error: string
    }>`SELECT last_error FROM jobs WHERE name = 'proactive-check.run' AND state <> 'done'
      AND input->>'conversationId' = ${id}`.execute(tx),
  )
  expect(dead.rows[0]?.last_error).toMatch(/not JSON/)
  expect(await said(id)).toEqual([])
})

test('an agent that was silenced, or retired, does not speak; whom nobody may speak for has no check', async () => {
  await agree()
  const [silenced, retired] = [await makeAgent(), await makeAgent()]
  const ids = [await talk(silenced), await talk(retired)]
  await act('PATCH', `/v1/agents/${silenced}/proactive-messages`, { speaksFirst: false }, server.owner)
  await act('DELETE', `/v1/agents/${retired}`, undefined, server.owner)
  await checkAfter(61 * MINUTE)
  expect((await Promise.all(ids.map((id) => said(id)))).flat()).toEqual([])
  // Allowed again, it checks what was quiet meanwhile.
  await checkAfter(0, words, () =>
    act('PATCH', `/v1/agents/${silenced}/proactive-messages`, { speaksFirst: true }, server.owner),
  )
  expect(await said(ids[0] ?? '')).toHaveLength(1)
})

test('a decision that was made before its process died is said once, in the words that were kept', async () => {
  await agree()
  const agentId = await makeAgent()
  const id = await talk(agentId)
  const { tenantId } = await tenant()
  const { owner, messageCount } = await act<Conversation>('GET', `/v1/conversations/${id}`)
  await server.app.database.write(tenantId, (tx) =>
    tx
      .insertInto('proactive_checks')
      .values({
        tenant_id: tenantId,
        id: randomUUID(),
        conversation_id: id,
        agent_id: agentId,
        person_id: owner.id,
        after_seq: messageCount,
        control_epoch: 0,
        action: 'continue',
        text: 'Kept words.',
        reason: 'Before the fall.',
        state: 'made',
        made_at: clock.now(),
      })
      .execute(),
  )
  await checkAfter(61 * MINUTE)
  expect((await said(id)).map(storedText)).toEqual(['Kept words.'])
  expect(await settled(id)).toMatchObject([{ state: 'sent' }])
})

test('only who may change an agent lets it speak; a time zone that is none is refused', async () => {
  const agentId = await makeAgent()
  const refused = await server.ask('PATCH', `/v1/agents/${agentId}/proactive-messages`, {
    token,
    body: { perDay: 3 },
  })
  expect(refused.status).toBe(403)
  const nowhere = await server.ask('PATCH', '/v1/proactive-preferences', {
    token,
    body: { timeZone: 'Moon/Sea' },
  })
  expect(nowhere).toMatchObject({ status: 400, body: { code: 'invalid_input' } })
})

test('of two processes that check at once, one speaks; what was said first is not answered anew', async () => {
  await agree()
  const id = await talk(await makeAgent())
  await cancelChecks()
  clock.pass(61 * MINUTE)
  models.script(...[1, 2].map(() => ({ text: [JSON.stringify(words)], ttft: 50 })))
  await Promise.all([checkOne(id), checkOne(id)])
  const [first, ...more] = await said(id)
  expect(more).toEqual([])
  expect((await settled(id)).filter(({ state }) => state !== 'dropped')).toHaveLength(1)
  const again = await server.ask('POST', `/v1/messages/${first?.id}/regenerate`, { token, body: {} })
  expect(again.body).toMatchObject({ code: 'precondition_failed' })
})
