import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openClient } from '#client/index.ts'
import type { SlaKind } from '#contract/shapes/team.ts'
import { steeredClock } from '#test/support/clock.ts'
import { newCaller, newOperator, type Operator } from '#test/support/inbox-stage.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'

const clock = steeredClock()
let server: TestServer
let owner: ReturnType<typeof openClient>
let ana: Operator
let teamId: string

const MINUTE = 60_000
const sla = {
  firstReplyMinutes: 10,
  nextReplyMinutes: 20,
  resolutionMinutes: 600,
  counts: 'always' as const,
  warnMinutes: 4,
}
// Also in the hooks, where there is no test to poll for.
const until = async (isSo: () => Promise<boolean>) =>
  void (await vi.waitUntil(isSo, { timeout: 45_000, interval: 50 }))

beforeAll(async () => {
  server = await openTestServer({ now: clock.now })
  owner = openClient({ baseUrl: server.url, credentials: { apiKey: server.owner } })
  ana = await newOperator(server, until)
  teamId = (await owner.teams.create({ name: 'Front', members: [{ memberId: ana.id }], sla })).id
  await ana.comeIn()
})
afterAll(async () => {
  await ana.leave()
  await server.close()
})

const answer = { parts: [{ type: 'text' as const, text: 'Good day.' }] }
const timersOf = async (id: string) =>
  (await owner.teams.inInbox()).items.find(({ conversationId }) => conversationId === id)?.slaTimers ?? []
const clockOf = async (id: string, kind: SlaKind) => (await timersOf(id)).find((one) => one.kind === kind)
/** How many minutes are left, to the nearest; null while it is paused or not there. */
const leftOf = async (id: string, kind: SlaKind) => {
  const dueAt = (await clockOf(id, kind))?.dueAt
  return dueAt ? Math.round((new Date(dueAt).getTime() - clock.now().getTime()) / MINUTE) : null
}
const expectLeft = (id: string, kind: SlaKind, minutes: number | null) =>
  expect.poll(() => leftOf(id, kind)).toBe(minutes)
const told = (id: string) =>
  ana.heard.flatMap((event) =>
    (event.type === 'sla.warned' || event.type === 'sla.breached') && event.payload.conversationId === id
      ? [`${event.type} ${event.payload.kind}`]
      : [],
  )
const waiting = async () => {
  const caller = await newCaller(server)
  await caller.call()
  await expectLeft(caller.id, 'first-reply', 10)
  return caller
}

test('the first answer is warned, then breached, once each; an answer ends it, and the next message starts another', async () => {
  const caller = await waiting()
  clock.pass(5 * MINUTE)
  expect(told(caller.id)).toEqual([])
  clock.pass(1.5 * MINUTE)
  await expect.poll(() => told(caller.id)).toEqual(['sla.warned first-reply'])
  clock.pass(4 * MINUTE)
  await expect.poll(() => told(caller.id)).toEqual(['sla.warned first-reply', 'sla.breached first-reply'])
  expect(await clockOf(caller.id, 'first-reply')).toMatchObject({ isWarned: true, isBreached: true })
  await ana.client.inbox.answer(caller.id, answer)
  await expectLeft(caller.id, 'first-reply', null)
  expect((await timersOf(caller.id)).map(({ kind }) => kind)).toEqual(['resolution'])
  await caller.say('And when is that?')
  await expectLeft(caller.id, 'next-reply', 20)
  clock.pass(3 * MINUTE)
  // Whoever writes twice waits since the first.
  await caller.say('Hello?')
  await expectLeft(caller.id, 'next-reply', 17)
  await ana.client.inbox.answer(caller.id, answer)
  await expectLeft(caller.id, 'next-reply', null)
  await ana.client.inbox.change(caller.id, { state: 'resolved' })
  await expect.poll(() => timersOf(caller.id)).toEqual([])
  expect(told(caller.id)).toHaveLength(2)
})

test('timers pause while it is pending or snoozed, and continue with the rest', async () => {
  const caller = await waiting()
  clock.pass(3 * MINUTE)
  await ana.client.inbox.change(caller.id, { state: 'pending' })
  await expectLeft(caller.id, 'first-reply', null)
  expect(await clockOf(caller.id, 'first-reply')).toMatchObject({ dueAt: null, isBreached: false })
  clock.pass(60 * MINUTE)
  await ana.client.inbox.change(caller.id, { state: 'open' })
  await expectLeft(caller.id, 'first-reply', 7)
  const snoozedUntil = new Date(clock.now().getTime() + 30 * MINUTE).toISOString()
  await ana.client.inbox.change(caller.id, { state: 'snoozed', snoozedUntil })
  await expectLeft(caller.id, 'first-reply', null)
  clock.pass(31 * MINUTE)
  // The snooze ends by itself, and the clock goes on.
  await expectLeft(caller.id, 'first-reply', 7)
  expect(told(caller.id)).toEqual([])
  await ana.client.inbox.change(caller.id, { state: 'resolved' })
})

test('counted in open hours, nights do not count', async () => {
  const [closed, open] = [[], [{ from: '00:00', to: '24:00' }]]
  const now = clock.now()
  const today = (now.getUTCDay() + 6) % 7
  const hours = Array.from({ length: 7 }, (_, day) => (day === (today + 2) % 7 ? open : closed))
  await owner.teams.change(teamId, { hours, timeZone: 'UTC', sla: { ...sla, counts: 'open-hours' } })
  const caller = await newCaller(server)
  await caller.call()
  const midnight = new Date(`${now.toISOString().slice(0, 10)}T00:00:00.000Z`).getTime()
  await expect
    .poll(async () => (await clockOf(caller.id, 'first-reply'))?.dueAt)
    .toBe(new Date(midnight + 2 * 86_400_000 + 10 * MINUTE).toISOString())
  await owner.teams.change(teamId, { hours: null, sla })
  await ana.client.inbox.change(caller.id, { state: 'resolved' })
})

test('SLA targets are counted: met, breached, and their durations', async () => {
  const day = 86_400_000
  const figures = async (kind: SlaKind) =>
    (
      await owner.teams.figures(teamId, {
        from: new Date(clock.now().getTime() - day).toISOString(),
        to: new Date(clock.now().getTime() + day).toISOString(),
      })
    ).items.find((one) => one.kind === kind)
  await expect.poll(() => figures('first-reply')).toMatchObject({ met: 2, breached: 1, open: 0 })
  const next = await figures('next-reply')
  expect(next).toMatchObject({ met: 1, breached: 0 })
  expect(next?.medianSeconds).toBeGreaterThanOrEqual(180)
  await owner.teams.change(teamId, { sla: null })
  const caller = await newCaller(server)
  await caller.call()
  await until(async () =>
    (await owner.teams.inInbox()).items.some(({ conversationId }) => conversationId === caller.id),
  )
  expect(await timersOf(caller.id)).toEqual([])
})
