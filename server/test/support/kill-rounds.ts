import { setTimeout as pause } from 'node:timers/promises'
import type { ReplyStreamPart } from '#contract/reply-parts.ts'
import type { SentMessage } from '#contract/shapes/conversation.ts'
import type { SignedIn } from '#contract/shapes/people.ts'
import { freshDatabase } from './fresh-database.ts'
import { type ChildServer, startChildServer } from './child-server.ts'
import { freePort } from './free-port.ts'
import { type Messages, storedText, textOf } from './conversation.ts'
import { readEventStream } from './event-stream.ts'
import { startModelServer } from './model-server/start-model-server.ts'
import { OWNER } from './open-test-server.ts'

/** What was found after the rounds. Everything but `acknowledged` and `superseded` should be zero. */
export interface KillReport {
  acknowledged: number
  superseded: number
  lost: number
  doubled: number
  stuck: number
  /** Answers whose stored text is not what their follower held at the end. */
  torn: number
}

interface Rounds {
  rounds: number
  users?: number
  /** Modules that the server loads first, to plant a defect. */
  plants?: string[]
}

// Slow enough that a kill usually falls into an answer.
const ANSWER = '[[model ttft=20 tps=150 tokens=40]]'

interface Sent {
  clientId: string
  conversationId: string
  replyId: string
  heard: string
}

/** Kills a server in the middle of answers again and again while users go on, and counts what did not survive. */
export async function killRounds({ rounds, users = 8, plants = [] }: Rounds): Promise<KillReport> {
  const models = await startModelServer()
  const database = await freshDatabase()
  const env = {
    PARLEY_DATA_DIR: database.directory,
    ...(database.options.kind === 'server' && { DATABASE_URL: database.options.url }),
    PARLEY_OWNER_EMAIL: OWNER.email,
    PARLEY_OWNER_PASSWORD: OWNER.password,
    PARLEY_LEASE_SECONDS: '1',
    OPENAI_API_KEY: 'test-key',
    OPENAI_BASE_URL: models.openaiBaseUrl,
    OPENAI_MODEL: 'scripted',
    PORT: String(await freePort()),
  }
  const start = () =>
    startChildServer(
      env,
      plants.flatMap((plant) => ['--import', plant]),
    )
  let server = await start()
  const desk = openDesk(() => server)
  await desk.signIn()
  const stopping = new AbortController()
  const working = Promise.all(Array.from({ length: users }, (_, user) => desk.work(user, stopping.signal)))

  for (let round = 0; round < rounds; round += 1) {
    await pause(150 + Math.random() * 500)
    await server.kill('SIGKILL')
    server = await start()
  }
  stopping.abort()
  await working
  const report = await desk.inspect()
  await server.kill('SIGTERM')
  await models.close()
  await database.drop()
  return report
}

/** What had been acknowledged is not there any more. */
class Gone extends Error {}

function openDesk(current: () => ChildServer) {
  const sent: Sent[] = []
  let token = ''
  let superseded = 0

  const ask = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const response = await fetch(current().url + path, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(20_000),
    })
    if (response.status === 404) throw new Gone(path)
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
    return (await response.json()) as T
  }
  /** Until it works: the server may be away at any moment. */
  const persist = async <T>(call: () => Promise<T>): Promise<T> => {
    for (;;) {
      try {
        return await call()
      } catch (error) {
        if (error instanceof Gone) throw error
        await pause(50)
      }
    }
  }

  async function signIn() {
    const signedIn = await persist(() => ask<SignedIn>('POST', '/v1/auth/login', OWNER))
    token = signedIn.accessToken
    await persist(() => ask('POST', '/v1/agents', { name: 'Ada' }))
  }

  async function work(user: number, signal: AbortSignal) {
    const { id: conversationId } = await persist(() => ask<{ id: string }>('POST', '/v1/conversations', {}))
    for (let at = 0; !signal.aborted; at += 1) {
      const clientId = `${user}-${at}`
      const message = { clientId, parts: [{ type: 'text', text: ANSWER }] }
      const result = await persist(() =>
        ask<SentMessage>('POST', `/v1/conversations/${conversationId}/messages`, message),
      )
      const turn: Sent = { clientId, conversationId, replyId: result.reply?.id ?? '', heard: '' }
      sent.push(turn)
      turn.heard = textOf(await followToEnd(turn.replyId))
    }
  }

  /** Follows through kills, each time from where it stood. A reply that was lost cannot be followed; it is counted later. */
  async function followToEnd(replyId: string): Promise<ReplyStreamPart[]> {
    const parts: ReplyStreamPart[] = []
    const deadline = Date.now() + 90_000
    while (Date.now() < deadline) {
      try {
        const response = await fetch(`${current().url}/v1/replies/${replyId}/stream`, {
          headers: { authorization: `Bearer ${token}`, 'last-event-id': parts.at(-1)?.position ?? '' },
          // One that never ends is counted as stuck, not waited for.
          signal: AbortSignal.timeout(30_000),
        })
        if (response.status === 404) return parts
        for await (const { data } of readEventStream(response)) parts.push(data as ReplyStreamPart)
        if (parts.at(-1)?.type === 'reply-end') break
      } catch {
        await pause(50)
      }
    }
    superseded += parts.filter(({ type }) => type === 'superseded').length
    return parts
  }

  async function inspect(): Promise<KillReport> {
    const report: KillReport = {
      acknowledged: sent.length,
      superseded,
      lost: 0,
      doubled: 0,
      stuck: 0,
      torn: 0,
    }
    for (const conversationId of new Set(sent.map((turn) => turn.conversationId))) {
      const stored = await allMessages(conversationId)
      for (const turn of sent.filter((one) => one.conversationId === conversationId)) {
        const questions = stored.filter((message) => message.clientId === turn.clientId)
        if (questions.length === 0) report.lost += 1
        if (questions.length > 1) report.doubled += 1
        const answers = stored.filter((message) => message.reply?.id === turn.replyId)
        if (answers.length > 1) report.doubled += 1
        const [answer] = answers
        if (answer && (answer.reply?.endedAt ?? null) === null) report.stuck += 1
        if (answer && storedText(answer) !== turn.heard) report.torn += 1
      }
      const seqs = stored.map(({ seq }) => seq)
      report.doubled += seqs.length - new Set(seqs).size
      if (seqs.length > 0 && Math.max(...seqs) !== seqs.length) report.lost += 1
    }
    return report
  }

  async function allMessages(conversationId: string): Promise<Messages> {
    const all: Messages = []
    for (let after = ''; ; ) {
      const page = await persist(() =>
        ask<{ items: Messages; nextCursor: string | null }>(
          'GET',
          `/v1/conversations/${conversationId}/messages?branch=all&limit=200${after}`,
        ),
      )
      all.push(...page.items)
      if (page.nextCursor === null) return all
      after = `&after=${page.nextCursor}`
    }
  }

  return { signIn, work, inspect }
}
