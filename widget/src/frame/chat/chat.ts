import type { MessagePart } from '#contract/message-parts.ts'
import type { Conversation, Message } from '#contract/shapes/conversation.ts'
import { ApiError } from '#client/api-error.ts'
import { growingPauses } from '#client/pause.ts'
import type { Keeping } from '../keeping.ts'
import type { Visitor } from '../visitor.ts'
import { openFollowing } from './following.ts'
import { openApi } from './open-api.ts'
import { openOutbox, partsOf, type Waiting } from './outbox.ts'
import { openWriters } from './writers.ts'

/** What the chat shows at this moment. */
export interface ChatState {
  readonly conversation: Conversation | null
  /** The branch that is shown, the oldest first. Of an answer that grows, what there is of it. */
  readonly messages: readonly Message[]
  readonly waiting: readonly Waiting[]
  /** What the one who is writing an answer is called; null where nobody is. */
  readonly writer: string | null
  readonly isOnline: boolean
  /** Whether what was said before has been fetched, or there is nothing. */
  readonly isLoaded: boolean
}

export interface Chat {
  readonly api: ReturnType<typeof openApi>
  state(): ChatState
  /** Fetches what was said and follows what happens, once somebody is known. */
  begin(): void
  /** Keeps it, shows it and sends it; sent again under the same id until the server has it. */
  say(text: string, files: Waiting['files']): void
  /** Lets whoever answers know that something is being written, or not any more. */
  tellWriting(isWriting: boolean): void
  retry(clientId: string): void
  discard(clientId: string): void
  /** Asks for a person in the agent's place. Throws ApiError. */
  askPerson(why: string): Promise<void>
  /** Says that everything was read. */
  markRead(): void
  /** Goes on in a new conversation. */
  startAnew(): void
  /** Forgets everything of whoever was here. */
  forget(): void
}

const PAGE = 100
const FRESH = 'fresh'

interface Telling {
  visitor: Visitor
  keeping: Keeping
  onChange(state: ChatState): void
}

export function openChat({ visitor, keeping, onChange }: Telling): Chat {
  const api = openApi(visitor.transport)
  const outbox = openOutbox(keeping)
  const grown = new Map<string, readonly MessagePart[]>()
  let conversation: Conversation | null = null
  let messages: readonly Message[] = []
  let isOnline = true
  let isLoaded = false
  const writers = openWriters(api)
  let isSending = false
  let round = new AbortController()

  const state = (): ChatState => ({
    conversation,
    messages: messages.map((message) => {
      const parts = message.reply?.endedAt === null ? grown.get(message.id) : undefined
      return parts ? { ...message, parts: [...parts] } : message
    }),
    waiting: outbox.all(),
    writer: conversation && writers.of(conversation.id),
    isOnline,
    isLoaded,
  })
  const changed = () => onChange(state())
  const isFresh = () => keeping.read(FRESH) !== null

  const load = async (signal: AbortSignal) => {
    const latest = isFresh() ? null : ((await api.conversations.list({ limit: 1 })).items[0] ?? null)
    const page = latest && (await api.conversations.messages(latest.id, { limit: PAGE, order: 'newest' }))
    if (signal.aborted) return
    conversation = latest
    messages = page ? page.items.toReversed() : []
    // What the server has needs no sending any more, whatever became of the answer that said so.
    for (const { clientId } of messages) if (clientId !== null) outbox.remove(clientId)
    isLoaded = true
    changed()
    following.followReplies(messages)
  }
  const following = openFollowing({
    api,
    load,
    onGrowth(messageId, parts) {
      grown.set(messageId, parts)
      changed()
    },
    onTyping(typing) {
      writers.hear(typing)
      changed()
    },
    onLine(isOpen) {
      if (!isOpen) writers.forget()
      if (isOpen === isOnline) return
      isOnline = isOpen
      changed()
      if (isOpen) void flush()
    },
  })

  const opened = async (): Promise<Conversation> => {
    const { signal } = round
    await visitor.enter()
    following.begin(signal)
    // What was begun before this page was opened goes on.
    if (!isLoaded) await following.refresh()
    const current = conversation ?? (await api.conversations.open({}))
    // Whoever was here may have left meanwhile.
    signal.throwIfAborted()
    conversation = current
    keeping.write(FRESH, null)
    return conversation
  }
  const deliver = async (one: Waiting) => {
    const { id } = await opened()
    await api.conversations.send(id, { clientId: one.clientId, parts: partsOf(one) })
  }
  const flush = async () => {
    if (isSending) return
    isSending = true
    const { signal } = round
    const pauses = growingPauses(500, 15_000)
    for (;;) {
      const one = outbox.all().find(({ refusal }) => refusal === null)
      if (!one || signal.aborted) break
      try {
        await deliver(one)
        pauses.reset()
        isOnline = true
        await following.refresh()
        outbox.remove(one.clientId)
      } catch (error) {
        if (signal.aborted) break
        if (isPassing(error)) {
          isOnline = false
          changed()
          await pauses.wait(signal).catch(() => {})
          continue
        }
        outbox.refuse(one.clientId, error instanceof ApiError ? error.code : 'internal')
      }
      changed()
    }
    isSending = false
  }

  return {
    api,
    state,
    begin() {
      if (!visitor.isKnown()) {
        isLoaded = true
        return changed()
      }
      following.begin(round.signal)
      void flush()
    },
    tellWriting(isWriting) {
      if (conversation) writers.tell(conversation.id, isWriting)
    },
    say(text, files) {
      writers.said()
      outbox.add(text, files)
      changed()
      void flush()
    },
    retry(clientId) {
      outbox.refuse(clientId, null)
      changed()
      void flush()
    },
    discard(clientId) {
      outbox.remove(clientId)
      changed()
    },
    async askPerson(why) {
      const { id } = await opened()
      await api.conversations.requestPerson(id, why)
      await following.refresh()
    },
    markRead() {
      const last = messages.at(-1)
      if (!conversation || !last || conversation.unreadCount === 0) return
      conversation = { ...conversation, unreadCount: 0, readSeq: last.seq }
      changed()
      api.conversations.markRead(conversation.id, last.seq).catch(() => {})
    },
    startAnew() {
      keeping.write(FRESH, 'yes')
      conversation = null
      messages = []
      changed()
    },
    forget() {
      round.abort()
      round = new AbortController()
      following.end()
      outbox.clear()
      grown.clear()
      writers.forget()
      keeping.write(FRESH, null)
      conversation = null
      messages = []
      isLoaded = false
      isSending = false
      changed()
    },
  }
}

const isPassing = (error: unknown): boolean =>
  error instanceof ApiError && ['unavailable', 'rate_limited', 'conflict'].includes(error.code)
