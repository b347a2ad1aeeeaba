import { uuidv7 } from 'uuidv7'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Report } from '#contract/shapes/report.ts'
import { systemScope } from '#features/access/index.ts'
import { rollUpReports } from '#features/inbox/reports/index.ts'
import { rolledOf } from '#platform/rollups/rolled.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'

// What happened is made up at random, told to the database, and counted one by one in the slow way.

interface Said {
  at: number
  by: 'owner' | 'agent' | 'member'
  memberId: string | null
}
interface Hand {
  at: number
  from: string
  to: string
  why: string
}
interface Story {
  id: string
  at: number
  agentId: string
  inInbox: boolean
  updatedAt: number
  said: Said[]
  /** In the order of their ids: when each reply was asked for, and how long its first word took. */
  replies: { at: number; firstMs: number | null }[]
  hands: Hand[]
  isResolved: boolean
}

const BEGIN = Date.parse('2026-03-01T00:00:00Z')
const DAY_MS = 86_400_000
const COUNT = 120
const hour = 3_600_000

let seed = 20_260_301
const chance = () => {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
  return seed / 2_147_483_648
}
const upTo = (count: number) => Math.floor(chance() * count)
const oneOf = <T>(choices: readonly T[]): T => choices[upTo(choices.length)] as T

let made = 0
const idAt = (at: number) => {
  made += 1
  const time = at.toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${made.toString(16).padStart(3, '0')}-8000-${uuidv7().slice(-12)}`
}

let server: TestServer
let tenantId = ''
let agents: string[] = []
let members: string[] = []
let stories: Story[] = []

beforeAll(async () => {
  server = await openTestServer()
  tenantId = (await server.ask<{ tenant: { id: string } }>('GET', '/v1/me')).body.tenant.id
  for (const name of ['Ada', 'Ben'])
    agents.push((await server.ask<{ id: string }>('POST', '/v1/agents', { body: { name } })).body.id)
  members = [(await server.member('operator')).member.id, (await server.member('operator')).member.id]
  stories = Array.from({ length: COUNT }, makeStory)
  await server.app.database.write(tenantId, async (tx) => {
    for (const story of stories) await tell(tx, story)
  })
})
afterAll(() => server.close())

function makeStory(): Story {
  const at = BEGIN + upTo(20) * DAY_MS + upTo(DAY_MS)
  let now = at
  const later = (most: number) => {
    // Some things happen in one moment.
    now += upTo(5) === 0 ? 0 : 1 + upTo(most)
    return now
  }
  const said = Array.from({ length: upTo(6) }, (): Said => {
    const by = oneOf(['owner', 'agent', 'member'] as const)
    return { at: later(12 * hour), by, memberId: by === 'member' ? oneOf(members) : null }
  })
  now = at
  const replies = Array.from({ length: upTo(4) }, () => ({
    at: later(hour),
    firstMs: upTo(4) === 0 ? null : upTo(4_000),
  }))
  now = at
  const hands: Hand[] = []
  for (let assignee = 'agent', count = upTo(7); count > 0; count -= 1) {
    const to = oneOf(
      assignee === 'agent' ? ['queue', 'member-0'] : ['queue', 'agent', 'agent', 'member-0', 'member-1'],
    )
    if (to === assignee) continue
    const why = to === 'agent' ? oneOf(['resolved', 'returned']) : oneOf(['visitor-asked', 'taken', 'rule'])
    hands.push({ at: later(8 * hour), from: assignee, to, why })
    assignee = to
  }
  return {
    id: '',
    at,
    agentId: oneOf(agents),
    inInbox: upTo(6) > 0,
    updatedAt: at + upTo(2) * 400 * DAY_MS,
    said,
    replies,
    hands,
    isResolved: upTo(3) === 0,
  }
}

const memberOf = (assignee: string) =>
  assignee.startsWith('member-') ? members[Number(assignee.at(-1))] : null
const kindOf = (assignee: string) => (assignee.startsWith('member-') ? 'member' : assignee)
const iso = (at: number) => new Date(at).toISOString()
type Tx = Parameters<Parameters<TestServer['app']['database']['write']>[1]>[0]

async function tell(tx: Tx, story: Story) {
  const id = idAt(story.at)
  story.id = id
  const visitor = uuidv7()
  const { length } = story.said
  await sql`INSERT INTO conversations (tenant_id, id, agent_id, owner_kind, owner_id, in_inbox, last_seq, created_at, updated_at)
    VALUES (${tenantId}, ${id}, ${story.agentId}, 'visitor', ${visitor}, ${story.inInbox}, ${length}, ${iso(story.at)}, ${iso(story.updatedAt)})`.execute(
    tx,
  )
  const say = async (at: number, seq: number, by: string, author: string | null) => {
    const messageId = idAt(at)
    const kind = by === 'owner' ? 'visitor' : by
    await sql`INSERT INTO messages (tenant_id, id, conversation_id, seq, author_kind, author_id, author_name, role, parts, created_at)
      VALUES (${tenantId}, ${messageId}, ${id}, ${seq}, ${kind}, ${author}, 'x', ${by === 'owner' ? 'user' : by === 'system' ? 'system' : 'assistant'}, '[]', ${iso(at)})`.execute(
      tx,
    )
    return messageId
  }
  for (const [seq, { at, by, memberId }] of story.said.entries())
    await say(at, seq + 1, by, by === 'owner' ? visitor : (memberId ?? story.agentId))
  for (const [place, { at, firstMs }] of story.replies.entries())
    await sql`INSERT INTO replies (tenant_id, id, conversation_id, message_id, agent_id, state, control_epoch, first_token_ms)
      VALUES (${tenantId}, ${idAt(at)}, ${id}, ${await say(at, 100 + place, 'system', null)}, ${story.agentId}, 'completed', 0, ${firstMs})`.execute(
      tx,
    )
  for (const { at, from, to, why } of story.hands)
    await sql`INSERT INTO inbox_entries (tenant_id, id, conversation_id, kind, author_kind, author_name, from_kind, from_id, to_kind, to_id, why, created_at)
      VALUES (${tenantId}, ${idAt(at)}, ${id}, 'handed', 'system', '', ${kindOf(from)}, ${memberOf(from)}, ${kindOf(to)}, ${memberOf(to)}, ${why}, ${iso(at)})`.execute(
      tx,
    )
  if (story.isResolved)
    await sql`INSERT INTO inbox_states (tenant_id, conversation_id, state) VALUES (${tenantId}, ${id}, 'resolved')`.execute(
      tx,
    )
}

/** Rolled up, times are right to a thirtieth. */
const nearly = (wanted: number) =>
  expect.toSatisfy(
    (value: number) => Math.abs(value - wanted) <= 0.001 + (isRolled ? wanted / 30 : 0),
    `about ${wanted}`,
  )

function timesOf(seconds: readonly number[], about = (wanted: number) => expect.closeTo(wanted, 3)) {
  const sorted = seconds.toSorted((a, b) => a - b)
  const at = (share: number) => {
    const place = share * (sorted.length - 1)
    const [low = 0, high = 0] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]]
    return sorted.length === 0 ? null : about(low + (high - low) * (place % 1))
  }
  return { count: sorted.length, medianSeconds: at(0.5), p90Seconds: at(0.9) }
}

/** Every figure of a time, from what was told, as the words of the report say it. */
function countSlowly(from: number, to: number, agentId: string | undefined) {
  const isIn = ({ at }: { at: number }) => at >= from && at < to
  const own = stories.filter((story) => agentId === undefined || story.agentId === agentId)
  const inbox = own.filter(({ inInbox }) => inInbox)
  const opened = inbox.filter((story) => isIn(story) && story.said.length > 0)
  const settled = opened.filter(({ isResolved, updatedAt }) => isResolved || updatedAt < Date.now() - DAY_MS)
  const said = inbox.flatMap((story) => story.said).filter(isIn)
  const firsts = inbox.filter(isIn).flatMap(({ replies }) => {
    const first = replies.find(({ firstMs }) => firstMs !== null)?.firstMs
    return first == null ? [] : [first / 1_000]
  })
  const hands = own.flatMap((story) => story.hands.map((hand, place) => ({ ...hand, story, place })))
  const inTime = hands.filter(isIn)
  const toPeople = inTime.filter((hand) => hand.from === 'agent' && hand.to !== 'agent')
  const resolved = inTime.filter(({ why }) => why === 'resolved')
  const waits = inTime.flatMap(({ to: assignee, at, story, place }) => {
    const next = story.hands[place + 1]
    return assignee === 'queue' && next && kindOf(next.to) === 'member' ? [(next.at - at) / 1_000] : []
  })
  const handled = resolved.flatMap(({ at, story, place }) => {
    const taking = story.hands
      .slice(0, place)
      .findLast((hand) => kindOf(hand.to) === 'member' && kindOf(hand.from) !== 'member')
    return taking ? [(at - taking.at) / 1_000] : []
  })
  const personFirst = toPeople.flatMap(({ at, story, place }) => {
    const ends = story.hands.slice(place + 1).filter((hand) => hand.to === 'agent')
    const end = Math.min(...ends.map((hand) => hand.at))
    const answer = story.said.find((one) => one.by === 'member' && one.at >= at)
    return answer && answer.at <= end ? [(answer.at - at) / 1_000] : []
  })
  const by = (who: Said['by']) => said.filter((one) => one.by === who).length
  return {
    opened: opened.length,
    settled: settled.length,
    settledByAgents: settled.filter((story) => story.hands.every((hand) => hand.to === 'agent')).length,
    ownerMessages: by('owner'),
    agentMessages: by('agent'),
    memberMessages: by('member'),
    agentFirst: timesOf(firsts, nearly),
    handed: toPeople.length,
    resolved: resolved.length,
    reopened: toPeople.filter(({ story, place }) => story.hands[place - 1]?.why === 'resolved').length,
    waited: timesOf(waits),
    handled: timesOf(handled),
    personFirst: timesOf(personFirst),
  }
}

let isRolled = false
const rollUp = async () => {
  const scope = systemScope(server.app, tenantId, { requestId: 'r', signal: new AbortController().signal })
  while (await rollUpReports(scope)) continue
  isRolled = true
  const { raw } = await server.app.database.read(tenantId, (tx) =>
    rolledOf(tx, 'report', [new Date(BEGIN), new Date(BEGIN + 30 * DAY_MS)]),
  )
  // Nothing was told of the time after that.
  expect(raw.every(({ from }) => from.getTime() > BEGIN + 20 * DAY_MS)).toBe(true)
}

const read = async (query: string) => (await server.ask<Report>('GET', `/v1/reports?${query}`)).body

const ZONES = ['UTC', 'Asia/Kathmandu', 'America/St_Johns']

test.each([...ZONES, ...ZONES.map((zone) => `${zone}, rolled up`)])(
  'every figure of every day is what counting one by one comes to, in %s',
  async (way) => {
    const [timeZone = ''] = way.split(',')
    if (way !== timeZone) await rollUp()
    const offset = { UTC: 0, 'Asia/Kathmandu': 5.75, 'America/St_Johns': -2.5 }[timeZone] ?? 0
    const startOf = (day: number) => BEGIN + day * DAY_MS - offset * hour
    // Newfoundland puts its clocks forward on the eighth.
    const first = timeZone === 'America/St_Johns' ? 8 : 2
    const dayName = (day: number) => iso(BEGIN + day * DAY_MS).slice(0, 10)
    for (const agentId of [undefined, agents[0]]) {
      const asked = `from=${dayName(first)}&to=${dayName(18)}&timeZone=${timeZone}${agentId ? `&agentId=${agentId}` : ''}`
      const { total, items } = await read(`${asked}&by=day`)
      expect(total).toMatchObject(countSlowly(startOf(first), startOf(19), agentId))
      for (const [place, item] of items.entries())
        expect(item).toMatchObject(countSlowly(startOf(first + place), startOf(first + place + 1), agentId))
    }
    expect(countSlowly(startOf(first), startOf(19), undefined)).toMatchObject({
      personFirst: { count: expect.toSatisfy((count: number) => count > 5) },
      handled: { count: expect.toSatisfy((count: number) => count > 5) },
    })
  },
)

test('what changes long after counts as it is from then on', async () => {
  expect(isRolled).toBe(true)
  const changed = stories.filter(
    ({ inInbox, said, replies }) => inInbox && said.length > 0 && replies.length > 0,
  )
  const [moved, handedOn, resolved, answered, outside] = changed
  if (!moved || !handedOn || !resolved || !answered || !outside) throw new Error('There are too few stories.')
  const change = (statement: ReturnType<typeof sql>) =>
    server.app.database.write(tenantId, (tx) => statement.execute(tx))
  const other = agents.find((id) => id !== moved.agentId) ?? ''
  await change(sql`UPDATE conversations SET agent_id = ${other} WHERE id = ${moved.id}`)
  moved.agentId = other
  await change(sql`UPDATE conversations SET updated_at = now() + interval '1 year' WHERE id = ${handedOn.id}`)
  handedOn.updatedAt = Date.now() + 365 * DAY_MS
  await change(sql`INSERT INTO inbox_states (tenant_id, conversation_id, state) VALUES (${tenantId}, ${resolved.id}, 'resolved')
    ON CONFLICT (tenant_id, conversation_id) DO UPDATE SET state = 'resolved'`)
  resolved.isResolved = true
  await change(sql`UPDATE replies SET first_token_ms = 5000 WHERE conversation_id = ${answered.id}`)
  for (const reply of answered.replies) reply.firstMs = 5_000
  await change(sql`UPDATE conversations SET in_inbox = false WHERE id = ${outside.id}`)
  outside.inInbox = false
  const expectRight = async () => {
    for (const agentId of [undefined, ...agents]) {
      const { total } = await read(
        `from=2026-03-01&to=2026-03-30&timeZone=UTC&by=day${agentId ? `&agentId=${agentId}` : ''}`,
      )
      expect(total).toMatchObject(countSlowly(BEGIN, BEGIN + 30 * DAY_MS, agentId))
    }
  }
  await expectRight()
  await rollUp()
  await expectRight()
})

test('what is deleted counts no more', async () => {
  const gone = stories.find((story) => story.inInbox && story.said.length > 0 && story.hands.length > 1)
  await server.app.database.write(tenantId, (tx) =>
    sql`DELETE FROM conversations WHERE id = ${gone?.id ?? ''}`.execute(tx),
  )
  stories = stories.filter((story) => story !== gone)
  const { total } = await read('from=2026-03-02&to=2026-03-25&timeZone=UTC&by=day')
  expect(total).toMatchObject(countSlowly(BEGIN + DAY_MS, BEGIN + 25 * DAY_MS, undefined))
})
