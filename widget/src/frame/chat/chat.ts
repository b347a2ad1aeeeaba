import type { Conversation, Message } from '#contract/shapes/conversation.ts'
import type { Keeping } from '../keeping.ts'
import type { Visitor } from '../visitor.ts'
import { openConnection } from './connection.ts'
import { openConversationStore } from './conversation-store.ts'
import { openApi } from './open-api.ts'
import { openOutbox, type Waiting } from './outbox.ts'
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
