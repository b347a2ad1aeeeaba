import type { MessagePart } from '#contract/message-parts.ts'
import type { Reply } from '#contract/shapes/conversation.ts'
import type { Live } from '#platform/live/live.ts'
import { type Composition, openComposition } from '../answers/composition.ts'
import { replyTopic } from './control-topic.ts'

/** A reply as it stands at this moment, wherever it is read from: memory while it is written here, else the database. */
export interface ReplyView {
  readonly reply: Reply
  readonly parts: readonly MessagePart[]
  /** What it waits for, when it does. */
  readonly waiting: { reason: string; retryInMs: number } | null
}

/** A reply that this process is writing. Its writer changes it; followers read it whenever they are woken. */
export interface Draft extends Composition {
  reply: Reply
  /** Says how it ended; followers read this and leave. */
  end(reply: Reply): void
}

const draftsOf = new WeakMap<Live, Map<string, Draft>>()
// Long enough for every follower to read the end from memory instead of the database.
const KEPT_AFTER_END_MS = 2_000

/** The draft of a reply that is written by this process, or null. */
export const findDraft = (live: Live, replyId: string): Draft | null =>
  draftsOf.get(live)?.get(replyId) ?? null

/** Begins a draft and wakes who follows the reply. */
export function openDraft(live: Live, reply: Reply): Draft {
  const drafts = draftsOf.get(live) ?? new Map<string, Draft>()
  draftsOf.set(live, drafts)
  const topic = replyTopic(reply.id)
  const wake = () => live.publish(topic, { type: 'changed' })

  const draft: Draft = Object.assign(openComposition(wake), {
    reply,
    end(ended: Reply) {
      draft.reply = ended
      draft.waiting = null
      wake()
      setTimeout(() => drafts.get(reply.id) === draft && drafts.delete(reply.id), KEPT_AFTER_END_MS).unref()
    },
  })
  drafts.set(reply.id, draft)
  wake()
  return draft
}

/** Forgets a draft whose writing was given up without an end; followers are woken and turn to the database. */
export function dropDraft(live: Live, { reply }: Draft): void {
  const drafts = draftsOf.get(live)
  if (drafts?.get(reply.id)?.reply.attempt !== reply.attempt) return
  drafts.delete(reply.id)
  live.publish(replyTopic(reply.id), { type: 'changed' })
}
