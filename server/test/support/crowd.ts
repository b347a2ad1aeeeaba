import { setTimeout as pause } from 'node:timers/promises'
import type { ReplyStreamPart } from '#contract/reply-parts.ts'
import type { SentMessage } from '#contract/shapes/conversation.ts'
import type { SignedIn } from '#contract/shapes/people.ts'
import { type Messages, textOf } from './conversation.ts'
import { readEventStream } from './event-stream.ts'
import { type Acknowledged, addVerdicts, judgeHistory, spotless, type Verdict } from './history.ts'
import { OWNER } from './open-test-server.ts'

/** What was found after they had worked. Everything but `acknowledged` and `superseded` should be zero. */
export interface CrowdReport extends Verdict {
  acknowledged: number
  superseded: number
}

// Slow enough that a kill usually falls into an answer.
const ANSWER = '[[model ttft=20 tps=150 tokens=40]]'

interface Sent extends Acknowledged {
  heard: string
}

/** What had been acknowledged is not there any more. */
class Gone extends Error {}

/**
 * People who each send again as soon as they have their answer, at whatever address is right at that moment. `answer`: what
 * a model is told to answer somebody.
 */
export function openCrowd(address: () => string, answer: (user: number) => string = () => ANSWER) {
  const sent: Sent[] = []
  let token = ''
  let superseded = 0

  const ask = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const response = await fetch(address() + path, {
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
    // They may be at work for longer than a session lasts.
    const key = await persist(() =>
      ask<{ secret: string }>('POST', '/v1/api-keys', { name: 'Crowd', scopes: ['*'] }),
    )
    token = key.secret
    await persist(() => ask('POST', '/v1/agents', { name: 'Ada' }))
  }

  async function work(user: number, signal: AbortSignal) {
    const { id: conversationId } = await persist(() => ask<{ id: string }>('POST', '/v1/conversations', {}))
    for (let at = 0; !signal.aborted; at += 1) {
      const clientId = `${user}-${at}`
      const message = { clientId, parts: [{ type: 'text', text: answer(user) }] }
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
        const response = await fetch(`${address()}/v1/replies/${replyId}/stream`, {
          headers: { authorization: `Bearer ${token}`, 'last-event-id': parts.at(-1)?.cursor ?? '' },
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

  /** So many people at work, until it is aborted. */
  const workAll = (people: number, signal: AbortSignal) =>
    Promise.all(Array.from({ length: people }, (_, user) => work(user, signal)))

  async function inspect(): Promise<CrowdReport> {
    let verdict = spotless
    const byConversation = Map.groupBy(sent, (turn) => turn.conversationId)
    for (const [conversationId, turns] of byConversation)
      verdict = addVerdicts(verdict, judgeHistory(turns, await allMessages(conversationId)))
    return { acknowledged: sent.length, superseded, ...verdict }
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

  return { signIn, workAll, inspect, acknowledged: () => sent.length }
}
