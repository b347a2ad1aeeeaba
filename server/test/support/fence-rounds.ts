import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { ReplyStreamPart } from '#contract/reply-parts.ts'
import type { DatabaseOptions } from '#platform/database/open.ts'
import type { SentMessage } from '#contract/shapes/conversation.ts'
import { admitVisitor, findTenantId, systemScope } from '#features/access/index.ts'
import { visit } from '#features/access/testing.ts'
import { messagesOf, scriptedModels, send, storedText } from './conversation.ts'
import { readEventStream } from './event-stream.ts'
import { startModelServer } from './model-server/start-model-server.ts'
import { openTestServer, type TestServer } from './open-test-server.ts'
import { badLine } from './bad-line.ts'
import { joinTestServer } from './join-test-server.ts'
import { randomAnswer } from './random-answer.ts'
import { restartAgainAndAgain } from './restarting-server.ts'
import { startRedis } from './redis-server.ts'
import { slowTool } from './slow-tool.ts'
import { dial, type TestSocket } from './socket.ts'

/** What was seen over all rounds. `late`: characters of an agent that came after the acknowledged takeover. */
export interface FenceReport {
  rounds: number
  /** Takeovers that cut an answer off. */
  cut: number
  /** Of those, before its first word. */
  cutBeforeFirstWord: number
  drafts: number
  /** Characters that somebody was shown after the takeover and that were not stored before it. */
  late: number
  /** Answers whose stored text changed after the takeover. */
  grown: number
  /** What its owner said after a takeover, there or by a way around it, that an agent was asked to answer. */
  asked: number
  /** Answers that called a tool, broke off once, or were begun again by another process, as far as they came. */
  tools: number
  retried: number
  begunAgain: number
  /** How often a process died. */
  deaths: number
  /** Takeovers at which a process that neither wrote nor took showed words that were not stored yet. */
  live: number
}

interface Options {
  rounds: number
  /** How many conversations go on at a time. */
  atOnce: number
  /** Whether another process takes what this one writes; needs a database server. */
  isAcross?: boolean
  /** Whether a process besides, which writes answers too, dies again and again; needs a database server. */
  hasRestarts?: boolean
  /**
   * Whether a Redis joins the processes: then a third one is followed as well, which hears the others late, or not for
   * seconds. Needs a database server.
   */
  hasRedis?: boolean
  /** How late the third process hears the others, where that is not left to chance. */
  lateMs?: number
  /** What is asked instead of answers of every kind. */
  question?: string
  /** How the database is reached, where that is not straight. */
  reachDatabase?(options: DatabaseOptions): DatabaseOptions
  /** Breaks the servers, to see that it is noticed; answers how they are mended. */
  plant?(servers: readonly TestServer[]): () => void
}

const LONGEST_MS = 600
/** Longer than any answer goes on. */
const AFTERWARDS_MS = 1_000
/** Longer than what is said reaches the third process late. */
const AFTERWARDS_WITH_REDIS_MS = 4_500
/** Where processes die: longer than a lease, so that takeovers meet second attempts as well. */
const LONGEST_WITH_DEATHS_MS = 2_500

/** Takes conversations over at random moments of an answer, while it is followed by stream and socket and read. */
export async function fenceRounds({
  rounds,
  atOnce,
  isAcross = false,
  hasRestarts = false,
  hasRedis = false,
  lateMs,
  question,
  reachDatabase,
  plant,
}: Options): Promise<FenceReport> {
  await using cleanUp = new AsyncDisposableStack()
  const models = await startModelServer()
  cleanUp.defer(() => models.close())
  const redis = hasRedis ? cleanUp.use(await startRedis()) : null
  const env = {
    ...scriptedModels(models),
    ...(hasRestarts && { PARLEY_LEASE_SECONDS: '1' }),
    ...(redis && { DATABASE_URL: process.env.PARLEY_TEST_DATABASE_URL ?? '', REDIS_URL: redis.url }),
  }
  const options = { env, ports: { tools: [slowTool] }, ...(reachDatabase && { reachDatabase }) }
  const writing = cleanUp.use(await openTestServer(options))
  const taking = isAcross ? cleanUp.use(await joinTestServer(writing, options)) : writing
  const third = redis ? cleanUp.use(await joinTestServer(writing, options)) : null
  if (third) badLine(third, lateMs)
  cleanUp.defer(plant?.([writing, taking, ...(third ? [third] : [])]) ?? (() => {}))
  const { body: agent } = await writing.ask<{ id: string }>('POST', '/v1/agents', {
    body: { name: 'Ada', tools: ['look_up'] },
  })
  const silent = { late: 0, grown: 0, asked: 0 }
  const met = { cut: 0, cutBeforeFirstWord: 0, drafts: 0, tools: 0, retried: 0, begunAgain: 0, live: 0 }
  const report: FenceReport = { rounds: 0, ...silent, ...met, deaths: 0 }
  const dying = hasRestarts ? cleanUp.use(await restartAgainAndAgain(writing, env)) : null
  const longestMs = hasRestarts ? LONGEST_WITH_DEATHS_MS : LONGEST_MS
  const operator = (await writing.member('operator')).accessToken
  const system = systemScope(writing.app, await findTenantId(writing.app, null), visit())
  const worker = async () => {
    const { token } = await admitVisitor(system, { externalId: randomUUID(), name: 'Vera' })
    while (report.rounds < rounds) {
      report.rounds += 1
      await fenceRound(
        { writing, taking, third, token, operator, agentId: agent.id, question, longestMs },
        report,
      )
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, rounds) }, worker))
  report.deaths = dying?.deaths() ?? 0
  return report
}

interface Round {
  /** Where it is written, and where it is taken. */
  writing: TestServer
  taking: TestServer
  /** Where it is followed besides, over a bad line. */
  third: TestServer | null
  token: string
  operator: string
  agentId: string
  question: string | undefined
  /** The latest that it is taken over. */
  longestMs: number
}

async function fenceRound(round: Round, report: FenceReport): Promise<void> {
  const { writing, taking, third, token, operator, agentId, question, longestMs } = round
  const socket = await dial(writing, token)
  const { id } = (
    await writing.ask<{ id: string }>('POST', '/v1/conversations', { token, body: { agentId } })
  ).body
  const answer = randomAnswer()
  const text = question ?? answer.directions
  const { reply } = await send(writing, id, `${randomUUID()} ${text}`, { token })
  const replyId = reply?.id ?? ''
  const readers = [
    overStream(writing, token, replyId),
    overSocket(socket, replyId),
    overStream(taking, token, replyId),
    ...(third ? [overStream(third, token, replyId)] : []),
  ]
  await pause(Math.random() * longestMs)
  const taken = await taking.ask('POST', `/v1/inbox/conversations/${id}/take`, { token: operator, body: {} })
  if (taken.status !== 200) throw new Error(taken.text)
  const held = readers.map(({ heard }) => heard().length)
  const answerNow = async () =>
    (await messagesOf(writing, id, 'limit=200', token)).find((message) => message.reply?.id === replyId)
  const atOnce = await answerNow()
  const stored = storedText(atOnce)
  if (
    third &&
    readers
      .at(-1)
      ?.heard()
      .some((shown) => beyond(shown, stored) > 0)
  )
    report.live += 1
  const next = await send(writing, id, 'Hello?', { token })
  await pause(third ? AFTERWARDS_WITH_REDIS_MS : AFTERWARDS_MS)
  await Promise.all(readers.map(({ ended }) => ended))
  socket.close()
  report.asked += next.reply ? 1 : 0
  report.tools += question === undefined && answer.tools > 0 ? 1 : 0
  report.retried += question === undefined && answer.isRetried ? 1 : 0
  report.begunAgain += (atOnce?.reply?.attempt ?? 1) > 1 ? 1 : 0
  report.grown += storedText(await answerNow()) === stored ? 0 : 1
  for (const [at, { heard }] of readers.entries())
    for (const shown of heard().slice(held[at])) report.late += beyond(shown, stored)
  if (atOnce?.reply?.state === 'cancelled') {
    report.cut += 1
    report.cutBeforeFirstWord += stored === '' ? 1 : 0
  }
  const entries = await taking.ask<{ items: { kind: string }[] }>(
    'GET',
    `/v1/inbox/conversations/${id}/entries`,
    {
      token: operator,
    },
  )
  report.drafts += entries.body.items.filter(({ kind }) => kind === 'draft').length
  report.asked += await goAround(writing, { id, token })
}

/** Tries to be answered by the agent all the same: in a branch, by saying it anew, by asking anew. Answers how often it was. */
async function goAround(server: TestServer, { id, token }: { id: string; token: string }): Promise<number> {
  const messages = await messagesOf(server, id, 'limit=200', token)
  const [first, answer] = [messages[0]?.id ?? '', messages[1]?.id ?? '']
  const parts = [{ type: 'text', text: 'Are you there?' }]
  const tries = [
    await server.ask<SentMessage>('POST', `/v1/messages/${first}/edit`, { token, body: { parts } }),
    await server.ask<SentMessage>('POST', `/v1/messages/${answer}/regenerate`, { token }),
  ]
  const branched = await server.ask<{ id: string }>('POST', `/v1/conversations/${id}/branch`, {
    token,
    body: { messageId: first },
  })
  const inBranch = branched.status < 300 ? await send(server, branched.body.id, 'Hello?', { token }) : null
  return [...tries.map(({ body }) => body.reply), inBranch?.reply].filter(Boolean).length
}

/** How many characters of a text are not those that were stored. */
function beyond(shown: string, stored: string): number {
  let same = 0
  while (same < shown.length && shown[same] === stored[same]) same += 1
  return shown.length - same
}

interface Reader {
  /** What it held after each part that has come by now. */
  heard(): readonly string[]
  readonly ended: Promise<unknown>
}

/** Puts together what a reader holds. */
function holding() {
  const texts: string[] = []
  let text = ''
  return {
    texts,
    hear(part: ReplyStreamPart) {
      if (part.type === 'superseded') text = ''
      if (part.type === 'text-delta') text += part.text
      texts.push(text)
    },
  }
}

function overStream(server: TestServer, token: string, replyId: string): Reader {
  const { texts, hear } = holding()
  const follow = async () => {
    const response = await fetch(`${server.url}/v1/replies/${replyId}/stream`, {
      headers: { authorization: `Bearer ${token}` },
    })
    for await (const { data } of readEventStream(response)) hear(data as ReplyStreamPart)
  }
  return { heard: () => texts, ended: follow() }
}

function overSocket(socket: TestSocket, replyId: string): Reader {
  socket.send({ type: 'reply.follow', ref: 'follow', replyId })
  const heard = () => {
    const { texts, hear } = holding()
    for (const frame of socket.frames)
      if (frame.type === 'reply' && frame.part.replyId === replyId) hear(frame.part)
    return texts
  }
  return { heard, ended: socket.repliesUntilEnd(replyId) }
}
