import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  endOf,
  follow,
  messagesOf,
  openConversation,
  send,
  storedText,
  textOf,
} from '#test/support/conversation.ts'
import type { TestServer } from '#test/support/open-test-server.ts'
import { canJoin, openTwoJoined, type TwoJoined } from '#test/support/two-joined.ts'

// Two processes on one PostgreSQL, joined by a Redis.

let two: TwoJoined
let redis: TwoJoined['redis']
let one: TestServer
let other: TestServer

beforeAll(async () => {
  if (!canJoin) return
  two = await openTwoJoined()
  redis = two.redis
  one = two.one
  other = two.other
})
afterAll(() => two?.[Symbol.asyncDispose]())

/** Hears the numbers of the owner's tenant's events in a process; nobody there looks them up. */
async function overhear(server: TestServer) {
  const me = await server.ask<{ tenant: { id: string } }>('GET', '/v1/me')
  const numbers: number[] = []
  const joined = Promise.withResolvers<void>()
  const leave = server.app.live.subscribe(
    `events:${me.body.tenant.id}`,
    (message) => void numbers.push((message as { number: number }).number),
    joined.resolve,
  )
  await joined.promise
  return { numbers, leave }
}

test.runIf(canJoin)('what happens in one process is heard in the other, without polling', async () => {
  const { numbers, leave } = await overhear(other)
  const conversationId = await openConversation(one)
  const { reply } = await send(one, conversationId, '[[say Heard everywhere.]]')
  await follow(one, reply?.id ?? '')
  await expect.poll(() => numbers.length).toBeGreaterThan(3)
  const [first = 0] = numbers
  expect(numbers).toEqual(numbers.map((_, at) => first + at))
  leave()
})

test.runIf(canJoin)('an answer is followed and stopped from the process that does not write it', async () => {
  const conversationId = await openConversation(one)
  const { reply } = await send(one, conversationId, '[[model tokens=60 tps=60]]')
  const parts = await follow(other, reply?.id ?? '')
  expect(endOf(parts)).toMatchObject({ state: 'completed' })
  expect(textOf(parts)).toBe(storedText((await messagesOf(one, conversationId)).at(-1)))

  const long = await send(one, conversationId, '[[model tokens=5000 tps=20]]')
  const following = follow(one, long.reply?.id ?? '')
  const stopped = await other.ask('POST', `/v1/replies/${long.reply?.id}/cancel`)
  expect(stopped.status).toBeLessThan(300)
  expect(endOf(await following)).toMatchObject({ state: 'cancelled' })
})

test.runIf(canJoin)(
  'an answer that nobody follows elsewhere joins no topic, and sends few messages',
  async () => {
    const conversationId = await openConversation(one)
    const turn = async (said: string) => {
      const { reply } = await send(one, conversationId, said)
      await follow(one, reply?.id ?? '')
    }
    await turn('[[say Known by now.]]')
    const before = { joined: await redis.countOf('subscribe'), said: await redis.countOf('publish') }
    for (let at = 0; at < 5; at += 1) await turn('[[model tokens=60 tps=200]]')
    expect((await redis.countOf('subscribe')) - before.joined).toBe(0)
    // Its events as it begins and as it ends, and that it ended; others say something now and then.
    expect((await redis.countOf('publish')) - before.said).toBeLessThan(5 * 5)
  },
)

test.runIf(canJoin)('a Redis that dies during an answer costs nobody a word', async () => {
  const conversationId = await openConversation(one)
  const { reply } = await send(one, conversationId, '[[model tokens=80 tps=40]]')
  const [here, there] = [follow(one, reply?.id ?? ''), follow(other, reply?.id ?? '')]
  await redis.kill()
  const said = textOf(await here)
  expect(textOf(await there)).toBe(said)

  const without = await send(one, conversationId, '[[say Still here.]]')
  expect(endOf(await follow(other, without.reply?.id ?? ''))).toMatchObject({ state: 'completed' })

  await redis.start()
  const { numbers, leave } = await overhear(other)
  await expect
    .poll(async () => {
      const again = await send(one, conversationId, '[[say And back.]]')
      await follow(one, again.reply?.id ?? '')
      return numbers.length
    })
    .toBeGreaterThan(0)
  leave()
})
