import type { StoredEvent } from '#contract/events.ts'
import { type Typing, TYPING_MS } from '#contract/shapes/typing.ts'
import type { Actor, Scope } from '#kernel/scope.ts'
import type { Live } from '#platform/live/live.ts'
import { eventTopic } from '#platform/outbox/event.ts'
import { maySeeConversation } from '../manifest.ts'

const WRITERS_MAX = 10_000

/**
 * The published notice of a person who is typing, with who may see the conversation and over which connection it came.
 */
export interface TypingNotice extends Typing {
  readonly ownerId: string
  readonly inInbox: boolean
  readonly widgetId?: string | undefined
  readonly readerIds?: string[] | undefined
  readonly requestId: string
}

type Listener = (typing: TypingNotice) => void

export const typingTopic = (tenantId: string) => `typing/${tenantId}`

/** People who see the conversation; for a note, only those who may read notes. */
export const mayReceiveTyping = (actor: Actor, typing: TypingNotice): boolean =>
  maySeeConversation(actor, { payload: typing }) && (!typing.isPrivate || actor.permissions.has('inbox:read'))

/** Who is typing in a tenant now, tracked once for all followers in this process. */
interface Board {
  listen(listener: Listener): () => void
}

const boards = new WeakMap<Live, Map<string, Board>>()

/** Calls `listener` with everybody who is typing now, starts or stops, until the returned function is called. */
export function subscribeToTyping({ app: { live }, tenantId }: Scope, listener: Listener): () => void {
  const ofTenants = boards.get(live) ?? new Map<string, Board>()
  boards.set(live, ofTenants)
  const board = ofTenants.get(tenantId) ?? openBoard(live, tenantId, () => ofTenants.delete(tenantId))
  ofTenants.set(tenantId, board)
  return board.listen(listener)
}

const keyOf = (conversationId: string, authorId: string) => `${conversationId}/${authorId}`

function openBoard(live: Live, tenantId: string, ended: () => void): Board {
  const listeners = new Set<Listener>()
  const writers = new Map<string, { typing: TypingNotice; expiry: NodeJS.Timeout }>()

  const give = (typing: TypingNotice) => {
    for (const listener of listeners) listener(typing)
  }
  const end = (key: string) => {
    const writer = writers.get(key)
    if (!writer) return
    clearTimeout(writer.expiry)
    writers.delete(key)
    give({ ...writer.typing, isTyping: false })
  }
  const take = (typing: TypingNotice) => {
    const key = keyOf(typing.conversationId, typing.author.id)
    const known = writers.get(key)
    if (!typing.isTyping) return end(key)
    if (known?.typing.isPrivate === typing.isPrivate) return void known.expiry.refresh()
    // A listener that heard of an answer is not told that a note is typed now, only that the answer stopped.
    if (known) end(key)
    if (writers.size >= WRITERS_MAX) return
    writers.set(key, { typing, expiry: setTimeout(end, TYPING_MS, key).unref() })
    give(typing)
  }
  const leaveTyping = live.subscribe(typingTopic(tenantId), (message) => take(message as TypingNotice))
  const leaveEvents = live.subscribe(eventTopic(tenantId), (message) => {
    const { type, payload, actor } = message as StoredEvent
    if (type === 'message.created' && actor.id !== null) end(keyOf(payload.conversationId, actor.id))
  })

  return {
    listen(listener) {
      listeners.add(listener)
      for (const { typing } of writers.values()) listener(typing)
      return () => {
        if (!listeners.delete(listener) || listeners.size > 0) return
        leaveTyping()
        leaveEvents()
        for (const { expiry } of writers.values()) clearTimeout(expiry)
        writers.clear()
        ended()
      }
    },
  }
}
