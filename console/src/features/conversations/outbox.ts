import { ApiError, newId } from '#client/index.ts'
import type { FilePart } from '#contract/message-parts.ts'
import { client } from '../../data/console-client.ts'
import { refresh } from '../../data/cache.ts'
import { createStore } from '../../data/store.ts'
import { showSent, messagesOf } from './messages.ts'
import { sentParts } from './sent-parts.ts'

/** A message that the server has not acknowledged yet. */
export interface Unsent {
  conversationId: string
  clientId: string
  text: string
  files: readonly FilePart[]
  /** Whose words it holds besides one's own. */
  origin: string | null
  agentName: string
  /** Null while it is on its way. */
  error: unknown
}

const KEPT_AS = 'parley.unsent'

const kept = (): Unsent[] => {
  try {
    const parsed: unknown = JSON.parse(sessionStorage.getItem(KEPT_AS) ?? '[]')
    return Array.isArray(parsed)
      ? (parsed as Unsent[]).map((one) => ({
          ...one,
          files: one.files ?? [],
          origin: one.origin ?? null,
          error: 'left behind',
        }))
      : []
  } catch {
    return []
  }
}

/** Messages on their way, oldest first. They survive a reload, and are then shown as not sent. */
export const outbox = createStore<readonly Unsent[]>(kept())
outbox.subscribe(() => sessionStorage.setItem(KEPT_AS, JSON.stringify(outbox.get())))

const without = (clientId: string) => outbox.get().filter((one) => one.clientId !== clientId)

/** Shows a message at once and sends it; the server takes it once, however often it is tried. */
export const send = (message: Omit<Unsent, 'clientId' | 'error'>) =>
  deliver({ ...message, clientId: newId(), error: null })

export const sendAgain = (unsent: Unsent) => deliver({ ...unsent, error: null })

export const discard = (clientId: string) => outbox.set(without(clientId))

async function deliver(unsent: Unsent) {
  const { clientId, conversationId, text, files, origin } = unsent
  const isNew = !outbox.get().some((one) => one.clientId === clientId)
  outbox.set(
    isNew ? [...outbox.get(), unsent] : outbox.get().map((one) => (one.clientId === clientId ? unsent : one)),
  )
  try {
    const sent = await client.conversations.send(conversationId, {
      clientId,
      parts: sentParts(text, files, origin),
    })
    showSent(conversationId, sent, unsent.agentName)
    outbox.set(without(clientId))
    refresh(messagesOf(conversationId))
  } catch (error) {
    outbox.set(outbox.get().map((one) => (one.clientId === clientId ? { ...one, error } : one)))
  }
}

const isWaitingForNetwork = ({ error }: Unsent) => error instanceof ApiError && error.status === 0

addEventListener('online', () => {
  for (const unsent of outbox.get()) if (isWaitingForNetwork(unsent)) void sendAgain(unsent)
})
