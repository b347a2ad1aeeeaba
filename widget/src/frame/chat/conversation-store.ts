import type { MessagePart } from '#contract/message-parts.ts'
import type { Conversation, Message } from '#contract/shapes/conversation.ts'
import type { Keeping } from '../keeping.ts'
import type { Api } from './open-api.ts'

export type ConversationStore = ReturnType<typeof openConversationStore>

const PAGE = 100
const FRESH = 'fresh'

/** The conversation shown, and its messages. */
export function openConversationStore(api: Api, keeping: Keeping) {
  const grown = new Map<string, readonly MessagePart[]>()
  let conversation: Conversation | null = null
  let messages: readonly Message[] = []
  let isLoaded = false
  const isFresh = () => keeping.read(FRESH) !== null
  const empty = () => {
    conversation = null
    messages = []
  }
  return {
    conversation: () => conversation,
    isLoaded: () => isLoaded,
    /** The messages as they were fetched. */
    fetched: () => messages,
    /** The messages, with the text so far of an answer in progress. */
    shown: (): readonly Message[] =>
      messages.map((message) => {
        const parts = message.reply?.endedAt === null ? grown.get(message.id) : undefined
        return parts ? { ...message, parts: [...parts] } : message
      }),
    /** Fetches the latest conversation; false if it was aborted and nothing changed. */
    async load(signal: AbortSignal): Promise<boolean> {
      const latest = isFresh() ? null : ((await api.conversations.list({ limit: 1 })).items[0] ?? null)
      const page = latest && (await api.conversations.messages(latest.id, { limit: PAGE, order: 'newest' }))
      if (signal.aborted) return false
      conversation = latest
      messages = page ? page.items.toReversed() : []
      isLoaded = true
      return true
    },
    /** Marks that there is nothing to fetch. */
    skipLoading() {
      isLoaded = true
    },
    /** The conversation, created if there is none. */
    async open(signal: AbortSignal): Promise<Conversation> {
      const current = conversation ?? (await api.conversations.open({}))
      // The visitor may have left in the meantime.
      signal.throwIfAborted()
      conversation = current
      keeping.write(FRESH, null)
      return current
    },
    grow(messageId: string, parts: readonly MessagePart[]) {
      grown.set(messageId, parts)
    },
    /** Marks everything as read; null when it was. */
    markRead(): Conversation | null {
      const last = messages.at(-1)
      if (!conversation || !last || conversation.unreadCount === 0) return null
      conversation = { ...conversation, unreadCount: 0, readSeq: last.seq }
      return conversation
    },
    startAnew() {
      keeping.write(FRESH, 'yes')
      empty()
    },
    forget() {
      grown.clear()
      keeping.write(FRESH, null)
      empty()
      isLoaded = false
    },
  }
}
