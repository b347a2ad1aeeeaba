import { createHash, randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ReplyStreamPart } from '#contract/reply-parts.ts'
import {
  endOf,
  follow,
  messagesOf,
  openConversation,
  send,
  storedText,
  textOf,
} from '#test/support/conversation.ts'
import { readEventStream } from '#test/support/event-stream.ts'
import type { TestServer } from '#test/support/open-test-server.ts'
import { canJoin, openTwoJoined, type TwoJoined } from '#test/support/two-joined.ts'

// Two processes on one PostgreSQL, joined by a Redis: what one writes is followed on the other, word for word.

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

/** Every piece begins where the one before it ended, no character is torn, and the end says what was told. */
function expectExact(parts: readonly ReplyStreamPart[], stored: string) {
  const lengths = new Map<number, number>()
  for (const piece of parts) {
    if (piece.type === 'superseded') lengths.clear()
    if (piece.type !== 'text-delta') continue
    expect(piece.offset).toBe(lengths.get(piece.part) ?? 0)
    expect(piece.text.isWellFormed()).toBe(true)
    lengths.set(piece.part, piece.offset + piece.text.length)
  }
  const said = textOf(parts)
  expect(said).toBe(stored)
  const textSha256 = createHash('sha256').update(said).digest('hex')
  expect(endOf(parts)).toMatchObject({ state: 'completed', textLength: said.length, textSha256 })
}

const lastStored = async (server: TestServer, conversationId: string) =>
  storedText((await messagesOf(server, conversationId)).at(-1))

/** Follows for a while only, and goes on where it stood at the other process, again and again. */
async function followByTurns(replyId: string): Promise<ReplyStreamPart[]> {
  const parts: ReplyStreamPart[] = []
  for (let turn = 0; parts.at(-1)?.type !== 'reply-end'; turn += 1) {
    const server = turn % 2 === 0 ? other : one
    const leaving = new AbortController()
    let leave: NodeJS.Timeout | undefined
    try {
      const response = await fetch(`${server.url}/v1/replies/${replyId}/stream`, {
        headers: { authorization: `Bearer ${one.owner}`, 'last-event-id': parts.at(-1)?.cursor ?? '' },
        signal: leaving.signal,
      })
      for await (const { data } of readEventStream(response)) {
        const part = data as ReplyStreamPart
        parts.push(part)
        // Not before something new was heard: on a machine that is slow enough nobody would get anywhere.
        if (part.type !== 'reply-start') leave ??= setTimeout(() => leaving.abort(), 50 + Math.random() * 400)
      }
    } catch (error) {
      if (!leaving.signal.aborted) throw error
    }
    clearTimeout(leave)
  }
  return parts.filter(({ type }, at) => type !== 'reply-start' || at === 0)
}

test.runIf(canJoin)('text is shown in the other process before it is stored', async () => {
  const conversationId = await openConversation(one)
  const { reply } = await send(one, conversationId, '[[model tokens=200 tps=60]]')
  const response = await fetch(`${other.url}/v1/replies/${reply?.id}/stream`, {
    headers: { authorization: `Bearer ${one.owner}` },
  })
  const heard: ReplyStreamPart[] = []
  const following = (async () => {
    for await (const { data } of readEventStream(response)) heard.push(data as ReplyStreamPart)
  })()
  let aheadOfStored = 0
  while (heard.at(-1)?.type !== 'reply-end') {
    const shown = textOf(heard).length
    // Asked afterwards, and what is stored never becomes less.
    if (shown > (await lastStored(one, conversationId)).length) aheadOfStored += 1
    await pause(20)
  }
  await following
  expect(aheadOfStored).toBeGreaterThan(3)
  expectExact(heard, await lastStored(one, conversationId))
})

test.runIf(canJoin)(
  'readers at both processes, early, late and returning, have exactly the same text',
  async () => {
    const turns = Array.from({ length: 12 }, async (_, at) => {
      const conversationId = await openConversation(one)
      const server = at % 2 === 0 ? one : other
      const tools = at % 3 === 0 ? '[[think Let me see.]]' : ''
      const { reply } = await send(
        server,
        conversationId,
        `${randomUUID()} ${tools}[[model tokens=90 tps=90 split=1]]`,
      )
      const replyId = reply?.id ?? ''
      const late = async () => {
        await pause(300 + Math.random() * 600)
        return follow(other, replyId)
      }
      const heard = await Promise.all([
        follow(one, replyId),
        follow(other, replyId),
        late(),
        followByTurns(replyId),
      ])
      const stored = await lastStored(one, conversationId)
      expect(stored.length).toBeGreaterThan(100)
      for (const parts of heard) expectExact(parts, stored)
      for (const parts of heard) expect(parts.map(({ type }) => type)).not.toContain('superseded')
    })
    await Promise.all(turns)
  },
)

test.runIf(canJoin).each([
  [
    'dies and comes back empty',
    async () => {
      await redis.kill()
      await pause(300)
      await redis.start()
    },
  ],
  [
    'stands still for a while',
    async () => {
      redis.freeze()
      await pause(1_200)
      redis.thaw()
    },
  ],
  ['cuts everybody off', () => redis.cutOff()],
])('a Redis that %s during answers tears, doubles and loses nothing', async (_, failure) => {
  const conversationIds = await Promise.all(Array.from({ length: 6 }, () => openConversation(one)))
  const turns = conversationIds.map(async (conversationId) => {
    const { reply } = await send(one, conversationId, `${randomUUID()} [[model tokens=150 tps=60 split=1]]`)
    const replyId = reply?.id ?? ''
    const heard = await Promise.all([follow(other, replyId), follow(other, replyId), followByTurns(replyId)])
    const stored = await lastStored(one, conversationId)
    for (const parts of heard) expectExact(parts, stored)
  })
  await pause(700)
  await failure()
  await Promise.all(turns)
})

test.runIf(canJoin)('without followers elsewhere, no text is sent there', async () => {
  const said: unknown[] = []
  const { publishElsewhere } = one.app.live
  one.app.live.publishElsewhere = (topic, message) => {
    said.push(message)
    publishElsewhere(topic, message)
  }
  const conversationId = await openConversation(one)
  const alone = await send(one, conversationId, '[[model tokens=60 tps=100]]')
  await follow(one, alone.reply?.id ?? '')
  expect(said.filter((word) => (word as { type: string }).type === 'grown')).toEqual([])
  const together = await send(one, conversationId, '[[model tokens=60 tps=100]]')
  await follow(other, together.reply?.id ?? '')
  one.app.live.publishElsewhere = publishElsewhere
  const grown = said.filter((word) => (word as { type: string }).type === 'grown')
  expect(grown.length).toBeGreaterThan(0)
  // Words that come close together travel together.
  expect(grown.length).toBeLessThan(45)
})
