import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openClient } from '#client/index.ts'
import type { Team } from '#contract/shapes/team.ts'
import { steeredClock } from '#test/support/clock.ts'
import { newCaller, newOperator, type Operator } from '#test/support/inbox-stage.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'

const clock = steeredClock()
let server: TestServer
let owner: ReturnType<typeof openClient>
let ana: Operator
let ben: Operator

const until = (isSo: () => Promise<boolean>) => expect.poll(isSo).toBe(true)

beforeAll(async () => {
  server = await openTestServer({ now: clock.now })
  owner = openClient({ baseUrl: server.url, credentials: { apiKey: server.owner } })
  ;[ana, ben] = [await newOperator(server, until), await newOperator(server, until)]
})
afterAll(() => server.close())

// Each test begins with nobody online, nothing that waits, and no team.
beforeEach(async () => {
  for (const one of [ana, ben]) {
    await one.leave()
    await one.client.inbox.setAway({ isAway: false })
  }
  for (const view of ['all', 'unassigned'] as const)
    for (const { conversation } of (await owner.inbox.list({ view, limit: 100 })).items) {
      await owner.inbox.assign(conversation.id, { memberId: null })
      await owner.inbox.change(conversation.id, { state: 'resolved', labels: [] })
    }
  for (const { id } of (await owner.teams.list()).items.toReversed()) await owner.teams.remove(id)
})

const team = (settings: Partial<Team> & Pick<Team, 'name'>) =>
  owner.teams.create({
    autoAssignment: 'round-robin',
    members: [{ memberId: ana.id }, { memberId: ben.id }],
    ...settings,
  })
const assigneeOf = async (id: string) => {
  const { assignee } = await owner.inbox.read(id)
  return assignee.member?.id ?? assignee.kind
}
const expectAssignee = (id: string, who: string) => expect.poll(() => assigneeOf(id)).toBe(who)
const isPlaced = async (id: string) =>
  (await owner.teams.inInbox()).items.some(({ conversationId }) => conversationId === id)
const timeOf = (at: Date) => at.toISOString().slice(11, 16)
const answer = { parts: [{ type: 'text' as const, text: 'Good day.' }] }
const newestWhy = async (id: string) => (await owner.inbox.entries(id)).items.map(({ why }) => why)

test('waiting conversations are assigned in turn to members online, without an actor in the timeline', async () => {
  await team({ name: 'Front' })
  await ana.comeIn()
  await ben.comeIn()
  const callers = [await newCaller(server), await newCaller(server), await newCaller(server)]
  const assignees: string[] = []
  for (const caller of callers) {
    await caller.call()
    await expect.poll(() => assigneeOf(caller.id)).not.toBe('queue')
    assignees.push(await assigneeOf(caller.id))
  }
  expect(new Set(assignees)).toEqual(new Set([ana.id, ben.id]))
  expect(assignees[0]).toBe(assignees[2])
  const [entry] = (await owner.inbox.entries(callers[0]?.id ?? '')).items
  expect(entry).toMatchObject({ kind: 'handed', why: 'routed', author: { kind: 'system', name: 'Front' } })
})

test('by-hand teams assign nothing; nor is anything assigned to an away member', async () => {
  const { id } = await team({ name: 'Front', autoAssignment: 'by-hand' })
  await ana.comeIn()
  const caller = await newCaller(server)
  await caller.call()
  await until(() => isPlaced(caller.id))
  expect(await assigneeOf(caller.id)).toBe('queue')
  await ana.client.inbox.setAway({ isAway: true })
  await owner.teams.change(id, { autoAssignment: 'least-busy' })
  await ben.comeIn()
  await expectAssignee(caller.id, ben.id)
})

test('a conversation waits until somebody comes online, resolves one, returns, or gets more capacity', async () => {
  const { id } = await team({
    name: 'Front',
    members: [{ memberId: ana.id, skills: [], capacity: 1 }] as never,
  })
  const callers = [await newCaller(server), await newCaller(server), await newCaller(server)] as const
  const [first, second, third] = callers
  for (const caller of callers) {
    await caller.call()
    await until(() => isPlaced(caller.id))
  }
  expect(await assigneeOf(first.id)).toBe('queue')
  await ana.comeIn()
  await expectAssignee(first.id, ana.id)
  expect(await assigneeOf(second.id)).toBe('queue')
  await ana.client.inbox.change(first.id, { state: 'resolved' })
  await expectAssignee(second.id, ana.id)
  expect(await assigneeOf(third.id)).toBe('queue')
  await owner.teams.change(id, { members: [{ memberId: ana.id, capacity: 2 }] })
  await expectAssignee(third.id, ana.id)
  // Lowered below what she has, she keeps it, and gets nothing more.
  await owner.teams.change(id, { members: [{ memberId: ana.id, capacity: 1 }] })
  const fourth = await newCaller(server)
  await fourth.call()
  await until(() => isPlaced(fourth.id))
  await ana.client.inbox.answer(second.id, answer)
  await ana.client.inbox.change(second.id, { state: 'resolved' })
  expect([await assigneeOf(third.id), await assigneeOf(fourth.id)]).toEqual([ana.id, 'queue'])
  await ana.client.inbox.change(third.id, { state: 'pending' })
  await expectAssignee(fourth.id, ana.id)
  const workload = (await owner.teams.workload()).items
  expect(workload).toEqual([{ teamId: id, memberId: ana.id, openCount: 1, capacity: 1, isThere: true }])
})

test('two conversations and one free slot: one is assigned, the other waits', async () => {
  await team({ name: 'Front', capacity: 1, members: [{ memberId: ana.id } as never] })
  await ana.comeIn()
  const callers = [await newCaller(server), await newCaller(server)]
  await Promise.all(callers.map((caller) => caller.call()))
  for (const { id } of callers) await until(() => isPlaced(id))
  const assignees = async () => (await Promise.all(callers.map(({ id }) => assigneeOf(id)))).toSorted()
  await expect.poll(assignees).toEqual([ana.id, 'queue'].toSorted())
  expect((await owner.teams.workload()).items[0]?.openCount).toBe(1)
})

test('urgent ones come first, and required skills count: by label, by the agent’s setting', async () => {
  const { id } = await team({
    name: 'Front',
    autoAssignment: 'by-hand',
    members: [
      { memberId: ana.id, skills: ['billing'] },
      { memberId: ben.id, skills: ['refunds'] },
    ] as never,
  })
  const [plain, labelled, wished] = [
    await newCaller(server),
    await newCaller(server),
    await newCaller(server),
  ]
  await owner.teams.setOfAgent(wished.agentId, { skills: ['Refunds', 'nobody can do this'] })
  for (const caller of [plain, labelled, wished]) {
    await caller.call()
    await until(() => isPlaced(caller.id))
  }
  await owner.inbox.change(labelled.id, { labels: ['billing'], priority: 'urgent' })
  await ben.comeIn()
  await owner.teams.change(id, { autoAssignment: 'least-busy', capacity: 1 })
  await expectAssignee(plain.id, ben.id)
  expect([await assigneeOf(labelled.id), await assigneeOf(wished.id)]).toEqual(['queue', 'queue'])
  await ana.comeIn()
  await expectAssignee(labelled.id, ana.id)
  await owner.teams.change(id, { capacity: 2 })
  await expectAssignee(wished.id, ben.id)
})

test('an agent names its team, conversations move between teams, and a deleted team leaves them to the default one', async () => {
  const front = await team({ name: 'Front', members: [{ memberId: ana.id } as never] })
  const back = await team({ name: 'Back', members: [{ memberId: ben.id } as never] })
  expect([front.isDefault, back.isDefault]).toEqual([true, false])
  await ana.comeIn()
  await ben.comeIn()
  const caller = await newCaller(server)
  await owner.teams.setOfAgent(caller.agentId, { teamId: back.id })
  await caller.call()
  await expectAssignee(caller.id, ben.id)
  await ben.client.teams.move(caller.id, { teamId: front.id })
  await expectAssignee(caller.id, ana.id)
  expect(
    (await owner.teams.conversations(front.id)).items.map(({ conversation }) => conversation.id),
  ).toEqual([caller.id])
  await expect(owner.teams.remove(front.id)).rejects.toMatchObject({ code: 'precondition_failed' })
  await owner.teams.change(back.id, { isDefault: true })
  await owner.teams.remove(front.id)
  expect((await owner.teams.inInbox()).items).toMatchObject([{ conversationId: caller.id, teamId: back.id }])
  await expect(owner.teams.create({ name: 'BACK' })).rejects.toMatchObject({ code: 'conflict' })
})

test('a member gone for long enough returns unanswered conversations, and keeps answered ones; a reload does not count', async () => {
  await team({ name: 'Front', members: [{ memberId: ana.id } as never] })
  await ana.comeIn()
  const [waits, answered] = [await newCaller(server), await newCaller(server)]
  for (const caller of [waits, answered]) {
    await caller.call()
    await expectAssignee(caller.id, ana.id)
  }
  await ana.client.inbox.answer(answered.id, answer)
  await ana.leave()
  clock.pass(60_000)
  ana.heard.splice(0)
  await ana.comeIn()
  await until(async () => ana.heard.some(({ type, payload }) => type === 'team.staffed' && payload.isThere))
  clock.pass(90_000)
  await ana.leave()
  expect(await assigneeOf(waits.id)).toBe(ana.id)
  clock.pass(121_000)
  await expectAssignee(waits.id, 'queue')
  expect(await assigneeOf(answered.id)).toBe(ana.id)
  expect((await newestWhy(waits.id))[0]).toBe('reassigned')
  // It goes to whoever comes next; she may be it.
  await ana.comeIn()
  await expectAssignee(waits.id, ana.id)
})

test('an away member returns unanswered conversations at once, to the next; both are notified', async () => {
  const { id } = await team({ name: 'Front', autoAssignment: 'least-busy' })
  await ana.comeIn()
  const caller = await newCaller(server)
  await caller.call()
  await expectAssignee(caller.id, ana.id)
  await ben.comeIn()
  for (const one of [ana, ben]) one.heard.splice(0)
  await ana.client.inbox.setAway({ isAway: true })
  await expectAssignee(caller.id, ben.id)
  expect((await newestWhy(caller.id)).slice(0, 2)).toEqual(['routed', 'reassigned'])
  for (const { heard } of [ana, ben])
    await expect
      .poll(() =>
        heard.flatMap((event) => (event.type === 'conversation.handed' ? [event.payload.memberId] : [])),
      )
      .toEqual([null, ben.id])
  // Where a team does not wait for anybody who is gone, they keep everything.
  await owner.teams.change(id, { reassignAfterSeconds: null })
  await ben.leave()
  clock.pass(3_600_000)
  const other = await newCaller(server)
  await other.call()
  await until(() => isPlaced(other.id))
  expect(await assigneeOf(caller.id)).toBe(ben.id)
})

test('outside its hours a team says when it opens, queues conversations, and follows up when it does', async () => {
  const now = clock.now()
  // Open for the hour after the next one, whatever time it is where this runs.
  const opens = new Date(Math.ceil(now.getTime() / 3_600_000) * 3_600_000 + 3_600_000)
  const hours = Array.from({ length: 7 }, (_, day) =>
    day === (opens.getUTCDay() + 6) % 7
      ? [{ from: timeOf(opens), to: timeOf(new Date(opens.getTime() + 59 * 60_000)) }]
      : [],
  )
  const { id } = await team({ name: 'Front', hours, timeZone: 'UTC' })
  expect(await owner.teams.read(id)).toMatchObject({ isOpen: false, opensAt: opens.toISOString() })
  await ana.comeIn()
  const [english, chinese] = [await newCaller(server), await newCaller(server)]
  await english.call()
  await chinese.say('請轉人工')
  expect(await english.lastRead()).toContain(
    `open again on ${new Intl.DateTimeFormat('en', { weekday: 'long', timeZone: 'UTC' }).format(opens)}`,
  )
  expect(await chinese.lastRead()).toMatch(/不在服務時間.*恢復服務/)
  await english.say('It is about my invoice. I am at vera@example.com.')
  await until(() => isPlaced(english.id))
  expect(await assigneeOf(english.id)).toBe('queue')
  clock.pass(opens.getTime() - clock.now().getTime() + 1_000)
  await expectAssignee(english.id, ana.id)
  await expectAssignee(chinese.id, ana.id)
  expect(await english.lastRead()).toMatch(/open again/)
  expect(await chinese.lastRead()).toMatch(/已恢復服務/)
  const own = await owner.teams.change(id, {
    closedLine: 'We sleep.',
    hours: Array.from({ length: 7 }, () => []),
  })
  expect(own).toMatchObject({ isOpen: false, opensAt: null })
  const late = await newCaller(server)
  await late.call()
  expect(await late.lastRead()).toBe('We sleep.')
  await expect(owner.teams.change(id, { timeZone: 'Moon/Tranquility' })).rejects.toMatchObject({
    code: 'invalid_input',
  })
  const twice = [
    { from: '09:00', to: '12:00' },
    { from: '11:00', to: '13:00' },
  ]
  await expect(owner.teams.change(id, { hours: [twice, [], [], [], [], [], []] })).rejects.toMatchObject({
    code: 'invalid_input',
  })
})
