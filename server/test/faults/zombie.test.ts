import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { ReplyStreamPart } from '#contract/reply-parts.ts'
import type { SentMessage } from '#contract/shapes/conversation.ts'
import type { SignedIn } from '#contract/shapes/people.ts'
import type { ChildServer } from '#test/support/child-server.ts'
import { textOf } from '#test/support/conversation.ts'
import { openCrowd } from '#test/support/crowd.ts'
import { readEventStream } from '#test/support/event-stream.ts'
import { countRefusals, joinedProcesses } from '#test/support/joined-processes.ts'
import { askAt, OWNER } from '#test/support/open-test-server.ts'
import { hasRedis } from '#test/support/redis-server.ts'
import { isTorture } from './size.ts'

const databaseUrl = process.env.PARLEY_TEST_DATABASE_URL
const canRun = hasRedis && databaseUrl !== undefined
const STANDS_STILL_MS = isTorture ? 60_000 : 4_000
const ROUNDS = isTorture ? 5 : 1
const WITHIN_MS = 900_000

/** Whether a process really stands still: what it is asked gets no answer. */
const isStill = (server: ChildServer) =>
  fetch(`${server.url}/healthz`, { signal: AbortSignal.timeout(1_000) }).then(
    () => false,
    () => true,
  )

test.runIf(canRun)(
  'a frozen process wakes up powerless: others continued its answers, and none is sent twice',
  async () => {
    await using processes = await joinedProcesses()
    const [still, other] = [await processes.start(), await processes.start()]
    // Both get work, and whoever follows does so where nobody stands still.
    let turn = 0
    let isAwake = true
    const crowd = openCrowd(() => (isAwake && (turn += 1) % 2 === 0 ? still : other).url)
    await crowd.signIn()
    using refusals = countRefusals()
    const stopping = new AbortController()
    const working = crowd.workAll(4, stopping.signal)
    for (let round = 0; round < ROUNDS; round += 1) {
      await pause(1_000)
      const interrupted = await beginAt(still, other)
      isAwake = false
      void still.kill('SIGSTOP')
      expect(await isStill(still)).toBe(true)
      await pause(STANDS_STILL_MS)
      void still.kill('SIGCONT')
      await expect.poll(() => isStill(still), { timeout: 20_000 }).toBe(false)
      isAwake = true
      // It really had an answer, which the other began anew.
      expect(await interrupted.types()).toContain('superseded')
    }
    stopping.abort()
    await working
    const report = await crowd.inspect()
    console.log('a zombie:', JSON.stringify(report))
    expect(report).toMatchObject({ lost: 0, doubled: 0, stuck: 0, torn: 0 })
    expect(report.acknowledged).toBeGreaterThan(5)
    expect(refusals.refused).toEqual([])
  },
  WITHIN_MS,
)

/** Begins an answer at one process that is followed on the other; resolves when its words are heard there. */
async function beginAt(writing: ChildServer, following: ChildServer) {
  let owner = ''
  const ask = askAt(writing.url, () => owner)
  owner = (await ask<SignedIn>('POST', '/v1/auth/login', { token: null, body: OWNER })).body.accessToken
  const { id } = (await ask<{ id: string }>('POST', '/v1/conversations', { body: {} })).body
  const parts = [{ type: 'text', text: '[[model tokens=150 tps=30]]' }]
  const sent = await ask<SentMessage>('POST', `/v1/conversations/${id}/messages`, { body: { parts } })
  const told: ReplyStreamPart[] = []
  const ended = (async () => {
    const response = await fetch(`${following.url}/v1/replies/${sent.body.reply?.id}/stream`, {
      headers: { authorization: `Bearer ${owner}` },
    })
    for await (const { data } of readEventStream(response)) told.push(data as ReplyStreamPart)
  })()
  await expect.poll(() => textOf(told).length, { timeout: 15_000, interval: 20 }).toBeGreaterThan(20)
  return { types: () => ended.then(() => told.map(({ type }) => type)) }
}
