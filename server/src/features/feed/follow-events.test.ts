import { beforeAll, expect, test } from 'vitest'
import type { EventStreamPart } from '#contract/events.ts'
import { makeMember, makeTenant, visit } from '#features/access/testing.ts'
import { openScope } from '#features/access/index.ts'
import { changeConversation, openConversation } from '#features/messages/index.ts'
import type { Application } from '#kernel/application.ts'
import type { Scope } from '#kernel/scope.ts'
import { type CommittedEvent, eventTopic } from '#platform/outbox/event.ts'
import { insertEvents } from '#platform/outbox/insert-events.ts'
import { openApp } from '#server/app.ts'
import { serverOfRun } from '#test/support/fresh-database.ts'
import { sharedTestApp, type TestApp } from '#test/support/open-test-app.ts'
import { followEvents } from './follow-events.ts'

/** Long before the follower checks by itself whether it missed anything. */
const SOON_MS = 5_000

let app: TestApp

beforeAll(async () => {
  app = await sharedTestApp()
})

interface Teller {
  /** Enters as its member, with a signal of its own. */
  enter(signal: AbortSignal): Promise<Scope>
  scope: Scope
  /** Emits events that only this member receives, one after another, in another process if one is given. */
  tell(times: number, process?: Application): Promise<void>
  /** Stores events at once without notifying anyone. */
  store(times: number): Promise<readonly CommittedEvent[]>
  /** The same, all at once. */
  pour(times: number): Promise<void>
}

async function makeTeller(system: Scope): Promise<Teller> {
  const { scope, accessToken } = await makeMember(app, system, 'end_user')
  const { id: conversationId } = await openConversation(scope, {})
  let told = 0
  const store = (times: number) => {
    const payload = { conversationId, ownerId: scope.actor.id, inInbox: false }
    const events = Array.from({ length: times }, () => ({ type: 'conversation.changed', payload }))
    return app.database.write(scope.tenantId, (tx) => insertEvents(tx, scope, events))
  }
  return {
    scope,
    enter: (signal) => openScope(app, { token: accessToken }, visit({ signal })),
    async tell(times, process = app) {
      const there = await openScope(process, { token: accessToken }, visit())
      for (let time = 0; time < times; time += 1)
        await changeConversation(there, { conversationId, title: `Title ${(told += 1)}` })
    },
    store,
    pour: async (times) => app.wake.listeners(await store(times)),
  }
}

/** The numbers of the events received after one, until there are `count` or the scope ends. */
async function hear(scope: Scope, after: number, count: number): Promise<number[]> {
  return numbersOf(followEvents(scope, { after }) as AsyncIterable<EventStreamPart>, count)
}

async function numbersOf(parts: AsyncIterable<EventStreamPart>, count: number): Promise<number[]> {
  const numbers: number[] = []
  for await (const part of parts) {
    if (part.type === 'reset') throw new Error(part.reason)
    if (part.type === 'event' && part.event.type === 'conversation.changed') numbers.push(part.event.number)
    if (numbers.length >= count) break
  }
  return numbers
}

/**
 * The events that the member should have received, according to the tenant's log: everything they did themselves here.
 */
const recorded = (scope: Scope, after: number): Promise<number[]> =>
  app.database.read(scope.tenantId, async (tx) =>
    (
      await tx
        .selectFrom('events')
        .select('number')
        .where('number', '>', after)
        .where('type', '=', 'conversation.changed')
        .where('actor_id', '=', scope.actor.id)
        .orderBy('number')
        .execute()
    ).map(({ number }) => Number(number)),
  )

test('a consumer cut off two hundred times receives everything once, in order', async () => {
  const { system } = await makeTenant(app)
  const [one, other] = [await makeTeller(system), await makeTeller(system)]
  const start = await newest(one)
  const telling = Promise.all([one.tell(150), other.tell(150)])
  const heard: number[] = []
  for (let cut = 0; cut < 200; cut += 1) {
    const leaving = new AbortController()
    const scope = await one.enter(leaving.signal)
    heard.push(...(await hear(scope, heard.at(-1) ?? start, cut % 3 === 0 ? 0 : 1)))
    leaving.abort()
  }
  await telling
  const all = await recorded(one.scope, start)
  expect(all).toHaveLength(150)
  heard.push(...(await hear(one.scope, heard.at(-1) ?? start, all.length - heard.length)))
  expect(heard).toEqual(all)
})

test('a consumer of events no longer kept is told so, and receives what happens next', async () => {
  const { system } = await makeTenant(app)
  const teller = await makeTeller(system)
  const start = await newest(teller)
  await teller.tell(6)
  const last = await newest(teller)
  const forget = (from: number, through: number) =>
    app.database.system((tx) =>
      tx
        .deleteFrom('events')
        .where('tenant_id', '=', teller.scope.tenantId)
        .where('number', '>=', from)
        .where('number', '<=', through)
        .execute(),
    )
  const heardAfter = async (after: number) => {
    const parts: string[] = []
    for await (const part of followEvents(teller.scope, { after }) as AsyncIterable<EventStreamPart>) {
      if (part.type === 'reset') parts.push(`${part.reason} ${part.number}`)
      if (part.type === 'reset' || part.type === 'ready') void teller.tell(part.type === 'reset' ? 1 : 0)
      if (part.type !== 'event' || part.event.type !== 'conversation.changed') continue
      parts.push(String(part.event.number))
      if (part.event.number > last) break
    }
    return parts
  }
  // A new tenant has a guide, whose events may be among them.
  const [, second = 0, third = 0, fourth = 0] = await recorded(teller.scope, start)
  await forget(third, fourth)
  const parts = await heardAfter(start)
  const at = parts.findIndex((part) => part.startsWith('too-far-behind '))
  expect(at).toBeGreaterThan(0)
  expect(Number(parts[at]?.split(' ')[1])).toBeGreaterThanOrEqual(last)
  expect(Number(parts[at - 1])).toBe(second)
  expect(Number(parts[at + 1])).toBeGreaterThan(last)
  const now = await newest(teller)
  await forget(start + 1, now)
  const [reset = '', next] = await heardAfter(start)
  expect(reset).toMatch(/^too-far-behind /)
  expect(Number(reset.split(' ')[1])).toBeGreaterThanOrEqual(now)
  expect(Number(next)).toBeGreaterThan(now)
})

test('events published while nobody here is subscribed are read first, before live ones', async () => {
  const { system } = await makeTenant(app)
  const teller = await makeTeller(system)
  let isDeaf = false
  const { live } = app
  const deaf: Scope = {
    ...teller.scope,
    app: {
      ...teller.scope.app,
      live: {
        ...live,
        subscribe: (topic, say, missed) => live.subscribe(topic, (message) => isDeaf || say(message), missed),
      },
    },
  }
  const start = await newest(teller)
  const hearing = hear(deaf, start, 15)
  await teller.tell(5)
  isDeaf = true
  await teller.tell(5)
  await expect.poll(async () => (await recorded(teller.scope, start)).length).toBe(10)
  isDeaf = false
  await teller.tell(5)
  expect(await hearing).toEqual(await recorded(teller.scope, start))
})

test('a stalled reader loses none of more than a thousand events', async () => {
  const { system } = await makeTenant(app)
  const teller = await makeTeller(system)
  const start = await newest(teller)
  const parts = followEvents(teller.scope, { after: start }) as AsyncGenerator<EventStreamPart>
  await parts.next()
  await teller.pour(1_200)
  await expect.poll(async () => (await recorded(teller.scope, start)).length).toBe(1_200)
  const heard: number[] = []
  while (heard.length < 1_200) {
    const { value } = await parts.next()
    if (value?.type === 'event' && value.event.type === 'conversation.changed') heard.push(value.event.number)
  }
  await parts.return(undefined)
  expect(heard).toEqual(await recorded(teller.scope, start))
})

test.each([
  ['is heard a moment after it', 20],
  ['is never heard here', null],
])('what another process published in between and %s precedes what was received first', async (_, lateMs) => {
  const { system } = await makeTenant(app)
  const teller = await makeTeller(system)
  const start = await newest(teller)
  const scope = await teller.enter(AbortSignal.timeout(SOON_MS))
  const parts = followEvents(scope, { after: start }) as AsyncGenerator<EventStreamPart>
  expect((await parts.next()).value).toMatchObject({ type: 'ready' })
  const stored = await teller.store(3)
  const [first, second, third] = stored
  const publish = (event: unknown) => app.live.publish(eventTopic(teller.scope.tenantId), event)
  publish(first)
  publish(third)
  if (lateMs !== null) setTimeout(() => publish(second), lateMs)
  expect(await numbersOf(parts, 3)).toEqual(stored.map(({ number }) => number))
})

test.runIf(serverOfRun())(
  'of two concurrent processes, one with delay, everything is received once, in order',
  async () => {
    await using opened = new AsyncDisposableStack()
    const other = opened.adopt(await openApp(app.config), (open) => open.close())
    const { system } = await makeTenant(app)
    const teller = await makeTeller(system)
    const topic = eventTopic(system.tenantId)
    const leave = other.live.subscribe(
      topic,
      (event) => void setTimeout(() => app.live.publish(topic, event), Math.random() * 100),
    )
    const start = await newest(teller)
    const hearing = hear(await teller.enter(AbortSignal.timeout(4 * SOON_MS)), start, 200)
    await Promise.all([teller.tell(100), teller.tell(100, other)])
    expect(await hearing).toEqual(await recorded(teller.scope, start))
    leave()
  },
)

/** The number of the tenant's newest event. */
async function newest({ scope }: Teller): Promise<number> {
  for await (const part of followEvents(scope, {}) as AsyncIterable<EventStreamPart>)
    if (part.type === 'ready') return part.number
  throw new Error('It never began.')
}
