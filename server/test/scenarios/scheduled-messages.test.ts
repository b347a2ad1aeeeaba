import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Agent } from '#contract/shapes/agent.ts'
import type { Conversation } from '#contract/shapes/conversation.ts'
import type { ScheduledMessage } from '#contract/shapes/proactive.ts'
import type { Page } from '#contract/page.ts'
import { takeDue } from '#platform/queue/scheduled-jobs.ts'
import { steeredClock } from '#test/support/clock.ts'
import { follow, messagesOf, send, storedText } from '#test/support/conversation.ts'
import { lookForJobs } from '#test/support/look-for-jobs.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'

const clock = steeredClock()
let server: TestServer
let customer: string
let conversationId: string
beforeAll(async () => {
  server = await openTestServer({ now: clock.now })
  customer = (await server.member('end_user')).accessToken
  const { body: agent } = await server.ask<Agent>('POST', '/v1/agents', { body: { name: 'Ada' } })
  const opened = await server.ask<Conversation>('POST', '/v1/conversations', {
    token: customer,
    body: { agentId: agent.id },
  })
  conversationId = opened.body.id
})
afterAll(() => server.close())

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const later = (ms: number) => new Date(clock.now().getTime() + ms).toISOString()

const ask = <T = ScheduledMessage>(method: string, path: string, body?: object, token = customer) =>
  server.ask<T>(method, path, { token, ...(body && { body }) })
const schedule = (body: object, token = customer) =>
  ask('POST', `/v1/conversations/${conversationId}/scheduled-messages`, body, token)
const scheduled = async (state = 'all') => {
  const path = `/v1/scheduled-messages?conversationId=${conversationId}&state=${state}`
  return (await ask<Page<ScheduledMessage>>('GET', path)).body.items
}
const said = async () =>
  (await messagesOf(server, conversationId, 'limit=200', customer))
    .filter(({ origin }) => origin === 'scheduled')
    .map(storedText)

async function passAndWork(ms: number) {
  clock.pass(ms)
  await takeDue(server.app.database, randomUUID(), clock.now(), {
    underWayMax: 100,
    lostAfterMs: 15 * MINUTE,
  })
  lookForJobs(server.app)
  await vi.waitUntil(
    async () => {
      const { rows } = await server.app.database.system((tx) =>
        sql`SELECT FROM jobs WHERE name = 'scheduled-message.send' AND state IN ('waiting', 'running')`.execute(
          tx,
        ),
      )
      return rows.length === 0
    },
    { timeout: 45_000, interval: 20 },
  )
}

test('a reminder is sent at its time and not before, as an ordinary unread message', async () => {
  const made = await schedule({ text: 'Water the plants.', at: later(HOUR) })
  expect(made).toMatchObject({ status: 201, body: { state: 'waiting', schedule: null, timesSent: 0 } })
  await passAndWork(59 * MINUTE)
  expect(await said()).toEqual([])
  await passAndWork(2 * MINUTE)
  expect(await said()).toEqual(['Water the plants.'])
  expect((await scheduled())[0]).toMatchObject({ state: 'done', nextAt: null, timesSent: 1 })
  expect((await ask<Conversation>('GET', `/v1/conversations/${conversationId}`)).body.unreadCount).toBe(1)
  await passAndWork(DAY)
  expect(await said()).toHaveLength(1)
})

test('a repeated message is sent each time; missed ones are sent once, late', async () => {
  const before = (await said()).length
  const { body } = await schedule({ text: 'Good morning.', schedule: '0 7 * * *', timeZone: 'Asia/Taipei' })
  expect(body.nextAt).toMatch(/T23:00:00.000Z$/)
  clock.passTo('22:58')
  await passAndWork(3 * MINUTE)
  expect((await said()).length - before).toBe(1)
  await passAndWork(5 * DAY + HOUR)
  expect((await said()).length - before).toBe(2)
  const [now] = await scheduled('waiting')
  expect(now).toMatchObject({ id: body.id, timesSent: 2, state: 'waiting' })
  expect(new Date(now?.nextAt ?? 0).getTime()).toBeGreaterThan(clock.now().getTime())
  await ask('DELETE', `/v1/scheduled-messages/${body.id}`)
  await passAndWork(3 * DAY)
  expect((await said()).length - before).toBe(2)
  expect(await scheduled('waiting')).toEqual([])
})

test('it can be changed until it is sent: its text, its time, or its repetition', async () => {
  const before = (await said()).length
  const { body } = await schedule({ text: 'Call Bo.', at: later(HOUR) })
  await ask('PATCH', `/v1/scheduled-messages/${body.id}`, { text: 'Call Bo back.', at: later(3 * HOUR) })
  await passAndWork(2 * HOUR)
  expect((await said()).length).toBe(before)
  const round = await ask('PATCH', `/v1/scheduled-messages/${body.id}`, { schedule: '30 12 * * 1' })
  expect(round.body.nextAt).toMatch(/T12:30:00.000Z$/)
  const once = await ask('PATCH', `/v1/scheduled-messages/${body.id}`, { schedule: null })
  expect(once.body).toMatchObject({ schedule: null, nextAt: round.body.nextAt })
  await passAndWork(8 * DAY)
  expect((await said()).slice(before)).toEqual(['Call Bo back.'])
  const tooLate = await ask('PATCH', `/v1/scheduled-messages/${body.id}`, { text: 'Again.' })
  expect(tooLate.body).toMatchObject({ code: 'precondition_failed' })
})

test('an operator schedules for people who agree, outside their quiet hours, and not on top of unread messages', async () => {
  const text = 'Your order is ready.'
  expect((await schedule({ text, at: later(HOUR) }, server.owner)).body).toMatchObject({
    code: 'precondition_failed',
  })
  await ask('PATCH', '/v1/proactive-preferences', {
    agrees: true,
    timeZone: 'UTC',
    quietFrom: '22:00',
    quietTo: '08:00',
  })
  await ask('POST', `/v1/conversations/${conversationId}/read`, { seq: 1_000 })
  clock.passTo('22:30')
  const before = (await said()).length
  await schedule({ text, at: later(10 * MINUTE) }, server.owner)
  await passAndWork(20 * MINUTE)
  expect((await said()).length).toBe(before)
  clock.passTo('08:01')
  await passAndWork(0)
  expect((await said()).slice(before)).toEqual([text])

  const daily = await schedule({ text: 'Daily.', schedule: '0 9 * * *' }, server.owner)
  clock.passTo('09:01')
  await passAndWork(0)
  expect((await said()).length).toBe(before + 1)
  expect((await scheduled('waiting'))[0]).toMatchObject({
    id: daily.body.id,
    skipReason: 'unread',
    timesSent: 0,
  })
  await ask('PATCH', '/v1/proactive-preferences', { agrees: false })
  await ask('POST', `/v1/conversations/${conversationId}/read`, { seq: 1_000 })
  await passAndWork(DAY)
  expect((await scheduled('waiting'))[0]).toMatchObject({ skipReason: 'no-consent' })
  expect((await said()).length).toBe(before + 1)
  // The person whose conversation it is may take back what others scheduled in it.
  expect((await ask('DELETE', `/v1/scheduled-messages/${daily.body.id}`)).status).toBe(204)
})

test('it waits for the end of an answer in progress', async () => {
  const before = (await said()).length
  await schedule({ text: 'And this.', at: later(MINUTE) })
  const sent = await send(server, conversationId, 'Hello', { token: customer })
  await follow(server, sent.reply?.id ?? '', undefined, customer)
  await server.app.database.write(await tenantId(), (tx) =>
    tx
      .updateTable('conversations')
      .set({ active_reply_id: sent.reply?.id ?? null })
      .where('id', '=', conversationId)
      .execute(),
  )
  await passAndWork(2 * MINUTE)
  expect((await said()).length).toBe(before)
  await server.app.database.write(await tenantId(), (tx) =>
    tx.updateTable('conversations').set({ active_reply_id: null }).where('id', '=', conversationId).execute(),
  )
  await passAndWork(MINUTE)
  expect((await said()).slice(before)).toEqual(['And this.'])
})
const tenantId = async () => (await ask<{ tenant: { id: string } }>('GET', '/v1/me')).body.tenant.id

test.each([
  [{ at: null }, /Set either a time/],
  [{ at: '2020-01-01T00:00:00.000Z' }, /in the past/],
  [{ at: '2999-01-01T00:00:00.000Z' }, /five years/],
  [{ schedule: '*/5 * * * *' }, /once an hour/],
  [{ schedule: 'every morning' }, /schedule is invalid/],
  [{ schedule: '0 7 * * *', timeZone: 'Moon/Sea' }, /time zone/],
])('%j is refused', async (when, why) => {
  const answer = await schedule({ text: 'x', ...when })
  expect(answer).toMatchObject({
    status: 400,
    body: { code: 'invalid_input', detail: expect.stringMatching(why) },
  })
})

test('nobody schedules, sees or cancels messages in conversations they cannot see', async () => {
  const stranger = (await server.member('end_user')).accessToken
  expect((await schedule({ text: 'x', at: later(HOUR) }, stranger)).status).toBe(404)
  const { body } = await schedule({ text: 'Mine.', at: later(HOUR) })
  expect((await ask('DELETE', `/v1/scheduled-messages/${body.id}`, undefined, stranger)).status).toBe(404)
  expect(
    (await ask<Page<ScheduledMessage>>('GET', '/v1/scheduled-messages', undefined, stranger)).body.items,
  ).toEqual([])
})
