import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openClient } from '#client/index.ts'
import type { Agent } from '#contract/shapes/agent.ts'
import type { ReadReport } from '#contract/shapes/report.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'

// What happened is stored at its moments, so that every figure can be counted by hand.

let server: TestServer
let owner: ReturnType<typeof openClient>
let tenantId: string
let [ada, ben]: string[] = []
let ana: { id: string; client: ReturnType<typeof openClient> }

const clientOf = (apiKey: string) => openClient({ baseUrl: server.url, credentials: { apiKey } })

beforeAll(async () => {
  server = await openTestServer()
  owner = clientOf(server.owner)
  tenantId = (await owner.auth.me()).tenant.id
  for (const name of ['Ada', 'Ben'])
    (name === 'Ada' ? (id: string) => (ada = id) : (id: string) => (ben = id))(
      (await server.ask<Agent>('POST', '/v1/agents', { body: { name } })).body.id,
    )
  const operator = await server.member('operator')
  ana = { id: operator.member.id, client: clientOf(operator.accessToken) }
  await store()
})
afterAll(() => server.close())

let made = 0
/** An id that was made at that moment, later than those before it. */
const idAt = (at: string) => {
  made += 1
  const time = new Date(at).getTime().toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${made.toString(16).padStart(3, '0')}-8000-${uuidv7().slice(-12)}`
}

interface Story {
  at: string
  agentId?: string | undefined
  says?: string[]
  /** How long the agent's first word took. */
  firstMs?: number
  labels?: string[]
  /** From, to, why and when, one after the other. */
  hands?: [from: string, to: string, why: string, at: string][]
  answeredAt?: string
  csatRating?: [score: number, at: string]
}

async function tell({ at, agentId = ada, says = ['Hello'], ...story }: Story): Promise<void> {
  await server.app.database.write(tenantId, async (tx) => {
    const id = idAt(at)
    const visitor = uuidv7()
    await sql`INSERT INTO conversations (tenant_id, id, agent_id, owner_kind, owner_id, in_inbox, last_seq, created_at, updated_at)
      VALUES (${tenantId}, ${id}, ${agentId}, 'visitor', ${visitor}, true, ${says.length}, ${at}, ${at})`.execute(
      tx,
    )
    let seq = 0
    const say = async (
      role: string,
      kind: string,
      author: string | undefined,
      text: string,
      when: string,
    ) => {
      const messageId = idAt(when)
      seq += 1
      const parts = JSON.stringify([{ type: 'text', text }])
      await sql`INSERT INTO messages (tenant_id, id, conversation_id, seq, author_kind, author_id, author_name, role, parts, created_at)
        VALUES (${tenantId}, ${messageId}, ${id}, ${seq}, ${kind}, ${author}, 'x', ${role}, ${parts}, ${when})`.execute(
        tx,
      )
      return messageId
    }
    for (const text of says) await say('user', 'visitor', visitor, text, at)
    if (story.firstMs !== undefined) {
      const messageId = await say('assistant', 'agent', agentId, 'Good day.', at)
      await sql`INSERT INTO replies (tenant_id, id, conversation_id, message_id, agent_id, state, control_epoch, first_token_ms)
        VALUES (${tenantId}, ${idAt(at)}, ${id}, ${messageId}, ${agentId}, 'completed', 0, ${story.firstMs})`.execute(
        tx,
      )
    }
    for (const [from, to, why, when] of story.hands ?? [])
      await sql`INSERT INTO inbox_entries (tenant_id, id, conversation_id, kind, author_kind, author_name, from_kind, from_id, to_kind, to_id, why, created_at)
        VALUES (${tenantId}, ${idAt(when)}, ${id}, 'handed', 'system', '', ${from}, ${from === 'member' ? ana.id : null},
          ${to}, ${to === 'member' ? ana.id : null}, ${why}, ${when})`.execute(tx)
    if (story.answeredAt) await say('assistant', 'member', ana.id, 'I see to it.', story.answeredAt)
    if (story.labels)
      await sql`INSERT INTO inbox_states (tenant_id, conversation_id, labels) VALUES (${tenantId}, ${id}, ${story.labels})`.execute(
        tx,
      )
    if (story.csatRating)
      await sql`INSERT INTO csat_ratings (tenant_id, id, conversation_id, owner_kind, owner_id, member_id, resolved_at, asked_at, score, rated_at)
        VALUES (${tenantId}, ${idAt(at)}, ${id}, 'visitor', ${visitor}, ${story.hands ? ana.id : null}, ${story.csatRating[1]},
          ${story.csatRating[1]}, ${story.csatRating[0]}, ${story.csatRating[1]})`.execute(tx)
  })
}

async function store() {
  const refund = ['I want a refund for my order']
  await tell({ at: '2026-02-25T10:00:00Z', says: ['Where is my parcel?'], firstMs: 900 })
  await tell({ at: '2026-02-26T10:00:00Z', says: ['Where is the parcel now?'], firstMs: 900 })
  await tell({
    at: '2026-03-02T10:00:00Z',
    says: refund,
    firstMs: 1_000,
    labels: ['refund'],
    csatRating: [5, '2026-03-02T12:00:00Z'],
  })
  await tell({ at: '2026-03-02T11:00:00Z', says: ['Refund, please', 'Hello?'], firstMs: 3_000, agentId: ben })
  // Late in the evening of UTC: already the next day in Shanghai.
  await tell({
    at: '2026-03-02T23:30:00Z',
    says: ['我要退款', '请问退款什么时候到'],
    firstMs: 2_000,
    labels: ['refund', 'late'],
  })
  await tell({
    at: '2026-03-03T09:00:00Z',
    hands: [
      ['agent', 'queue', 'visitor-asked', '2026-03-03T09:00:10Z'],
      ['queue', 'member', 'taken', '2026-03-03T09:01:10Z'],
      ['member', 'agent', 'resolved', '2026-03-03T09:11:10Z'],
      ['agent', 'queue', 'visitor-asked', '2026-03-04T09:00:00Z'],
    ],
    answeredAt: '2026-03-03T09:02:10Z',
    csatRating: [2, '2026-03-03T10:00:00Z'],
  })
}

const read = (asked: Partial<ReadReport> = {}, client = owner) =>
  client.reports.read({ from: '2026-03-02', to: '2026-03-04', timeZone: 'UTC', ...asked })

test('every figure matches a manual count', async () => {
  const { total, before } = await read()
  expect(total).toEqual({
    opened: 4,
    ownerMessages: 6,
    agentMessages: 3,
    memberMessages: 1,
    settled: 4,
    settledByAgents: 3,
    handed: 2,
    handedWhy: { 'visitor-asked': 2 },
    resolved: 1,
    reopened: 1,
    agentFirst: { count: 3, medianSeconds: 2, p90Seconds: expect.closeTo(2.8) },
    personFirst: { count: 1, medianSeconds: 120, p90Seconds: 120 },
    waited: { count: 1, medianSeconds: 60, p90Seconds: 60 },
    handled: { count: 1, medianSeconds: 600, p90Seconds: 600 },
    csatRatings: { count: 2, average: 3.5, scores: [0, 1, 0, 0, 1] },
    slaTargets: { met: 0, breached: 0 },
  })
  // As many days before: one of the two conversations stands in them.
  expect(before).toMatchObject({ opened: 0 })
  expect((await read({ from: '2026-03-01', to: '2026-03-04' })).before).toMatchObject({ opened: 2 })
})

test('a conversation at 23:30 UTC belongs to the next day in Shanghai', async () => {
  const opened = async (timeZone: string) =>
    (await read({ timeZone })).items.map(({ key, opened: count }) => `${key} ${count}`)
  expect(await opened('UTC')).toEqual(['2026-03-02 3', '2026-03-03 1', '2026-03-04 0'])
  expect(await opened('Asia/Shanghai')).toEqual(['2026-03-02 2', '2026-03-03 2', '2026-03-04 0'])
})

test('weeks start on Monday and months on their first day', async () => {
  const keys = async (by: 'week' | 'month') =>
    (await read({ by, from: '2026-02-25', to: '2026-03-04' })).items.map(
      ({ key, opened }) => `${key} ${opened}`,
    )
  expect(await keys('week')).toEqual(['2026-02-25 2', '2026-03-02 4'])
  expect(await keys('month')).toEqual(['2026-02-25 2', '2026-03-01 4'])
})

test('by agent and by member, and for a single one', async () => {
  const lines = async (asked: Partial<ReadReport>) =>
    (await read(asked)).items.map(({ name, opened, memberMessages }) => [name, opened, memberMessages])
  expect(await lines({ by: 'agent' })).toEqual([
    ['Ada', 3, 1],
    ['Ben', 1, 0],
  ])
  expect((await read({ agentId: ben })).total).toMatchObject({
    opened: 1,
    handed: 0,
    agentFirst: { medianSeconds: 3 },
  })
  const { items } = await read({ by: 'member' })
  expect(items).toMatchObject([
    { key: ana.id, opened: null, memberMessages: 1, handled: { medianSeconds: 600 } },
  ])
  expect((await read({ memberId: ana.id })).total).toMatchObject({
    opened: null,
    handed: 1,
    resolved: 1,
    waited: { medianSeconds: 60 },
    csatRatings: { count: 1, average: 2 },
  })
})

test('operators read only their own figures', async () => {
  expect((await read({}, ana.client)).total).toMatchObject({ opened: null, memberMessages: 1 })
  const me = (await owner.auth.me()).actor.id ?? ''
  await expect(read({ memberId: me }, ana.client)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(ana.client.reports.topics({ from: '2026-03-02', to: '2026-03-04' })).rejects.toMatchObject({
    code: 'forbidden',
  })
  await expect(read({ agentId: uuidv7() })).rejects.toMatchObject({ code: 'not_found' })
})

test('the topics of a period: labels set by operators, and new words, in Chinese too', async () => {
  const { labels, words } = await owner.reports.topics({ from: '2026-03-01', to: '2026-03-04' })
  expect(labels).toEqual([
    { label: 'refund', count: 2 },
    { label: 'late', count: 1 },
  ])
  expect(words).toContainEqual({ word: 'refund', count: 2, before: 0 })
  expect(words).toContainEqual({ word: '退款', count: 2, before: 0 })
  expect(words.map(({ word }) => word)).not.toContain('parcel')
})
