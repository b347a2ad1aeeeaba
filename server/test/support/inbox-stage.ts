import { openClient } from '#client/index.ts'
import type { StoredEvent } from '#contract/events.ts'
import type { Agent } from '#contract/shapes/agent.ts'
import { messagesOf, send, storedText } from './conversation.ts'
import type { TestServer } from './open-test-server.ts'
import { newVisitor } from './visitor.ts'

/** A member who answers people, and whether a window of theirs is open. */
export interface Operator {
  readonly id: string
  readonly client: ReturnType<typeof openClient>
  /** What they heard while a window of theirs was open. */
  readonly heard: StoredEvent[]
  /** Opens a window; resolves when operators know of it. */
  comeIn(): Promise<void>
  /** Closes it; resolves when operators know of it. */
  leave(): Promise<void>
}

/** Waits until something is so; the caller's `expect.poll` says how long. */
type Until = (isSo: () => Promise<boolean>) => Promise<void>

export async function newOperator(server: TestServer, until: Until): Promise<Operator> {
  const { accessToken, member } = await server.member('operator')
  const client = openClient({ baseUrl: server.url, credentials: { apiKey: accessToken } })
  const heard: StoredEvent[] = []
  let leaving = new AbortController()
  let following: Promise<void> = Promise.resolve()
  const isKnownAs = (isOnline: boolean) =>
    until(async () => {
      const own = (await client.inbox.members()).items.find(({ id }) => id === member.id)
      return (own?.isOnline ?? false) === isOnline
    })
  return {
    id: member.id,
    client,
    heard,
    async comeIn() {
      leaving = new AbortController()
      const { signal } = leaving
      following = (async () => {
        for await (const part of client.followEvents({ signal }))
          if (part.type === 'event') heard.push(part.event)
      })().catch(() => {})
      await isKnownAs(true)
    },
    async leave() {
      leaving.abort()
      await following
      await isKnownAs(false)
    },
  }
}

/** A visitor who writes to an agent, and asks for a person. */
export async function newCaller(server: TestServer, agentId?: string) {
  const agent = agentId ?? (await server.ask<Agent>('POST', '/v1/agents', { body: { name: 'Ada' } })).body.id
  const visitor = await newVisitor(server, agent)
  const say = (text: string) => send(server, visitor.id, text, { token: visitor.token })
  return {
    ...visitor,
    agentId: agent,
    say,
    call: () => say('human'),
    /** What they read last. */
    async lastRead() {
      return storedText((await messagesOf(server, visitor.id, 'limit=200', visitor.token)).at(-1))
    },
  }
}
