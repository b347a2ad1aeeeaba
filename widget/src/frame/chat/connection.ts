import type { Conversation } from '#contract/shapes/conversation.ts'
import type { Visitor } from '../visitor.ts'
import type { ConversationStore } from './conversation-store.ts'
import { openFollowing } from './following.ts'
import type { Api } from './open-api.ts'
import { type Outbox, partsOf } from './outbox.ts'
import { openSending } from './sending.ts'
import type { openWriters } from './writers.ts'

interface ConnectionOptions {
  api: Api
  visitor: Visitor
  store: ConversationStore
  outbox: Outbox
  writers: ReturnType<typeof openWriters>
  onChange(): void
}

/** Everything exchanged with the server for the current visitor. */
export function openConnection({ api, visitor, store, outbox, writers, onChange }: ConnectionOptions) {
  let isOnline = true
  let round = new AbortController()

  const following = openFollowing({
    api,
    async load(signal) {
      if (!(await store.load(signal))) return
      // Messages that the server already has are not sent again, even if their response was lost.
      for (const { clientId } of store.fetched()) if (clientId !== null) outbox.remove(clientId)
      onChange()
      following.followReplies(store.fetched())
    },
    onGrowth(messageId, parts) {
      store.grow(messageId, parts)
      onChange()
    },
    onTyping(typing) {
      writers.hear(typing)
      onChange()
    },
    onLine(isOpen) {
      if (!isOpen) writers.forget()
      if (isOpen === isOnline) return
      isOnline = isOpen
      onChange()
      if (isOpen) flush()
    },
  })
  const openConversation = async (): Promise<Conversation> => {
    const { signal } = round
    await visitor.enter()
    following.begin(signal)
    // Continues what started before this page was opened.
    if (!store.isLoaded()) await following.refresh()
    return store.open(signal)
  }
  const sending = openSending({
    outbox,
    async deliver(one) {
      const { id } = await openConversation()
      await api.conversations.send(id, { clientId: one.clientId, parts: partsOf(one) })
    },
    refresh: following.refresh,
    onLine(isOpen) {
      isOnline = isOpen
    },
    onChange,
  })
  const flush = () => void sending.flush(round.signal)

  return {
    isOnline: () => isOnline,
    begin() {
      following.begin(round.signal)
      flush()
    },
    /** Sends what waits. */
    flush,
    openConversation,
    refresh: following.refresh,
    end() {
      round.abort()
      round = new AbortController()
      following.end()
      sending.forget()
    },
  }
}
