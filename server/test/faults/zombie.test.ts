import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { ReplyStreamPart } from '#contract/reply-parts.ts'
import type { SentMessage } from '#contract/shapes/conversation.ts'
import type { SignedIn } from '#contract/shapes/people.ts'
import { type ChildServer, startChildServer } from '#test/support/child-server.ts'
import { messagesOf, scriptedModels, send, storedText, textOf } from '#test/support/conversation.ts'
import { openCrowd } from '#test/support/crowd.ts'
import { readEventStream } from '#test/support/event-stream.ts'
import { joinTestServer } from '#test/support/join-test-server.ts'
import { countRefusals, joinedProcesses } from '#test/support/joined-processes.ts'
import { startModelServer } from '#test/support/model-server/start-model-server.ts'
import { askAt, openTestServer, OWNER, type TestServer } from '#test/support/open-test-server.ts'
import { hasRedis, startRedis } from '#test/support/redis-server.ts'
import { newVisitor } from '#test/support/visitor.ts'
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
  'a process that stood still wakes up as nobody: others went on with its answers, and none is told twice',
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

test.runIf(canRun)(
  'a process that stood still while a conversation was taken shows nobody a word that came meanwhile',
  async () => {
    await using cleanUp = new AsyncDisposableStack()
    const models = await startModelServer()
    cleanUp.defer(() => models.close())
    const redis = cleanUp.use(await startRedis())
    const env = { ...scriptedModels(models), DATABASE_URL: databaseUrl ?? '', REDIS_URL: redis.url }
    const writing = cleanUp.use(await openTestServer({ env }))
    const taking = cleanUp.use(await joinTestServer(writing))
    const { database, dataDirectory } = writing.app.config
    if (database.kind !== 'server') throw new Error('Several processes need a database server.')
    const its = { ...env, DATABASE_URL: database.url.reveal(), PARLEY_DATA_DIR: dataDirectory }
    const showing = await startChildServer(its, [], ['--role', 'web'])
    cleanUp.defer(async () => void (await showing.kill('SIGKILL')))
    for (let round = 0; round < 3 * ROUNDS; round += 1) {
      const taken = await takeWhileItStands({ writing, taking, showing, redis })
      expect(taken).toMatchObject({ status: 200, state: 'cancelled', late: [] })
    }
  },
  WITHIN_MS,
)

interface Stage {
  writing: TestServer
  taking: TestServer
  showing: ChildServer
  redis: Awaited<ReturnType<typeof startRedis>>
}

/** Takes a conversation while the agent's words pile up before a process that stands still, and lets that wake up. */
async function takeWhileItStands({ writing, taking, showing, redis }: Stage) {
  const agent = await writing.ask<{ id: string }>('POST', '/v1/agents', { body: { name: 'Ada' } })
  const { id, token } = await newVisitor(writing, agent.body.id)
  const { reply } = await send(writing, id, '[[model tokens=1500 tps=60]]', { token })
  const answer = async () => (await messagesOf(taking, id, 'limit=10', token)).at(-1)
  const told: ReplyStreamPart[] = []
  const heard: string[] = []
  const following = (async () => {
    const response = await fetch(`${showing.url}/v1/replies/${reply?.id}/stream`, {
      headers: { authorization: `Bearer ${token}` },
    })
    for await (const { data } of readEventStream(response)) {
      told.push(data as ReplyStreamPart)
      heard.push(textOf(told))
    }
  })()
  const isLive = async () => {
    const shown = heard.at(-1)?.length ?? 0
    return shown > 100 && shown > storedText(await answer()).length
  }
  await expect.poll(isLive, { timeout: 15_000, interval: 20 }).toBe(true)
  void showing.kill('SIGSTOP')
  await pause(isTorture ? Math.random() * 10_000 : 300 + Math.random() * 1_200)
  // Behind the words that wait in its socket comes nothing that would tell it to stop.
  await redis.kill()
  const { status } = await taking.ask('POST', `/v1/desk/conversations/${id}/take`, { body: {} })
  const kept = await answer()
  const shownBefore = heard.length
  void showing.kill('SIGCONT')
  await following
  await redis.start()
  const late = heard.slice(shownBefore).filter((text) => !storedText(kept).startsWith(text))
  return { status, state: kept?.reply?.state, late }
}
