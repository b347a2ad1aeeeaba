import type { Conversation, Message } from '#contract/shapes/conversation.ts'
import type { Keeping } from '../keeping.ts'
import type { Visitor } from '../visitor.ts'
import { openConnection } from './connection.ts'
import { openConversationStore } from './conversation-store.ts'
import { openApi } from './open-api.ts'
import { openOutbox, type Waiting } from './outbox.ts'
import { openWriters } from './writers.ts'

/** The current state of the chat. */
export interface ChatState {
  readonly conversation: Conversation | null
  /** The branch shown, oldest first. An answer in progress has the text so far. */
  readonly messages: readonly Message[]
  readonly waiting: readonly Waiting[]
  /** The name of the person who is typing; null if nobody is. */
  readonly writer: string | null
  readonly isOnline: boolean
  /** Whether the history has been fetched, or there is none. */
  readonly isLoaded: boolean
}

export interface Chat {
  readonly api: ReturnType<typeof openApi>
  state(): ChatState
  /** Fetches the history and follows events, once the visitor is known. */
  begin(): void
  /** Stores it, shows it and sends it; retried under the same id until the server has stored it. */
  say(text: string, files: Waiting['files']): void
  /** Tells the other side whether the visitor is typing. */
  tellWriting(isWriting: boolean): void
  retry(clientId: string): void
  discard(clientId: string): void
  /** Asks for a person in the agent's place. Throws ApiError. */
  askPerson(why: string): Promise<void>
  /** Says that everything was read. */
  markRead(): void
  /** Goes on in a new conversation. */
  startAnew(): void
  /** Removes everything of the current visitor. */
  forget(): void
}

interface Telling {
  visitor: Visitor
  keeping: Keeping
  onChange(state: ChatState): void
}

export function openChat({ visitor, keeping, onChange }: Telling): Chat {
  const api = openApi(visitor.transport)
  const outbox = openOutbox(keeping)
  const store = openConversationStore(api, keeping)
  const writers = openWriters(api)
  const connection = openConnection({ api, visitor, store, outbox, writers, onChange: () => changed() })

  const state = (): ChatState => {
    const conversation = store.conversation()
    return {
      conversation,
      messages: store.shown(),
      waiting: outbox.all(),
      writer: conversation && writers.of(conversation.id),
      isOnline: connection.isOnline(),
      isLoaded: store.isLoaded(),
    }
  }
  const changed = () => onChange(state())

  return {
    api,
    state,
    begin() {
      if (visitor.isKnown()) return connection.begin()
      store.skipLoading()
      changed()
    },
    tellWriting(isWriting) {
      const conversation = store.conversation()
      if (conversation) writers.tell(conversation.id, isWriting)
    },
    say(text, files) {
      writers.said()
      outbox.add(text, files)
      changed()
      connection.flush()
    },
    retry(clientId) {
      outbox.refuse(clientId, null)
      changed()
      connection.flush()
    },
    discard(clientId) {
      outbox.remove(clientId)
      changed()
    },
    async askPerson(why) {
      const { id } = await connection.openConversation()
      await api.conversations.requestPerson(id, { ...(why && { text: why }) })
      await connection.refresh()
    },
    markRead() {
      const read = store.markRead()
      if (!read) return
      changed()
      api.conversations.markRead(read.id, { seq: read.readSeq }).catch(() => {})
    },
    startAnew() {
      store.startAnew()
      changed()
    },
    forget() {
      connection.end()
      outbox.clear()
      writers.forget()
      store.forget()
      changed()
    },
  }
}
