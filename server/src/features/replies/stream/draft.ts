import type { MessagePart } from '#contract/message-parts.ts'
import type { Reply } from '#contract/shapes/conversation.ts'
import {
  heldSince,
  postDraft,
  replyTopic,
  type ShownDraft,
  type Taken,
  UNCONFIRMED_MS,
} from '#features/conversations/index.ts'
import type { Live } from '#platform/live/live.ts'
import { type Composition, openComposition } from '#features/answers/index.ts'
import { type ServedRemoteDrafts, serveRemoteDrafts } from './serve-remote-drafts.ts'
import { extentOf, cutToExtent } from './extent.ts'

/** The current state of a reply, from memory while it is written here, otherwise from the database. */
export interface ReplyView {
  readonly reply: Reply
  readonly parts: readonly MessagePart[]
  /** What the reply waits for, if anything. */
  readonly waiting: { reason: string; retryInMs: number } | null
}

/** A reply that this process is writing. Its writer changes it; readers see its view whenever they are woken. */
export interface Draft extends Composition, ShownDraft {
  reply: Reply
  /** The copies that other processes show. */
  readonly remoteDrafts: ServedRemoteDrafts
  /** What readers may see now; null if that is nothing new. */
  view(): ReplyView | null
  /** Whether readers may see the content of the view. */
  shows(): boolean
  /** Whether new content is visible immediately. */
  isOpen(): boolean
  /** Records that the database, queried after `since`, confirmed that the reply is still this writer's. */
  confirm(since: number): void
  /** Stops showing content here and in remote drafts for good; readers turn to the database. */
  close(): void
  /** Records how it ended; readers see that and leave. */
  end(reply: Reply): void
  /** Records that somebody else got the conversation: nothing more becomes visible. */
  cede(taken: Taken): void
}

const draftsOf = new WeakMap<Live, Map<string, Draft>>()
// Long enough for every reader to read the end from memory instead of the database.
const KEPT_AFTER_END_MS = 2_000

/** The draft of a reply that is written by this process, or null. */
export const findDraft = (live: Live, replyId: string): Draft | null =>
  draftsOf.get(live)?.get(replyId) ?? null

/**
 * Starts a draft and wakes the readers of the reply. `confirmedAt`: a time just before the database confirmed that it
 * is this writer's. `isNew`: it was just requested here, so no other process can follow it yet.
 */
export function openDraft(live: Live, reply: Reply, confirmedAt: number, isNew: boolean): Draft {
  const drafts = draftsOf.get(live) ?? new Map<string, Draft>()
  draftsOf.set(live, drafts)
  const topic = replyTopic(reply.id)
  const changed = { type: 'changed', attempt: reply.attempt }

  let [sure, heldAt] = [confirmedAt, heldSince(live, reply.id)]
  let final: ReplyView | null = null
  let seen = { parts: 0, text: 0 }
  const isOpen = () => sure > heldAt && performance.now() - sure < UNCONFIRMED_MS
  const look = () => {
    if (isOpen()) seen = extentOf(draft.parts)
  }
  const grow = () => {
    look()
    live.publishHere(topic, changed)
    if (isOpen()) remoteDrafts.grown()
  }
  const finish = (view: ReplyView) => {
    final ??= view
    draft.reply = final.reply
    draft.waiting = null
    leaveBoard()
    remoteDrafts.stop()
    // Other processes learn of the end from whoever stored it.
    live.publishHere(topic, changed)
    setTimeout(() => drafts.get(reply.id) === draft && drafts.delete(reply.id), KEPT_AFTER_END_MS).unref()
  }
  const remoteDrafts = serveRemoteDrafts(live, reply, () => {
    look()
    const { reply: current, parts, waiting } = draft
    return { reply: current, parts, seen, waiting, sureAt: isOpen() ? sure : null }
  })
  const draft: Draft = Object.assign(openComposition(grow), {
    reply,
    remoteDrafts,
    isOpen,
    shows: () => final !== null || isOpen(),
    view() {
      if (final || !isOpen()) return final
      look()
      return { reply: draft.reply, parts: cutToExtent(draft.parts, seen), waiting: draft.waiting }
    },
    hold() {
      look()
      heldAt = performance.now()
      return cutToExtent(draft.parts, seen)
    },
    close() {
      heldAt = Number.POSITIVE_INFINITY
      leaveBoard()
      remoteDrafts.stop()
    },
    confirm(since: number) {
      sure = Math.max(sure, since)
      look()
      if (final) return
      live.publishHere(topic, changed)
      if (remoteDrafts.wereAsked()) live.publishElsewhere(topic, changed)
      if (isOpen()) remoteDrafts.grown()
    },
    end: (ended: Reply) => finish({ reply: ended, parts: draft.parts, waiting: null }),
    cede: ({ reply: ended, parts }: Taken) => finish({ reply: ended, parts, waiting: null }),
  })
  const leaveBoard = postDraft(live, reply.id, draft)
  drafts.set(reply.id, draft)
  live.publishHere(topic, changed)
  if (!isNew) live.publishElsewhere(topic, changed)
  return draft
}

/** Drops a draft whose writing was abandoned without an end; its readers wake and turn to the database. */
export function dropDraft(live: Live, draft: Draft): void {
  draft.close()
  const drafts = draftsOf.get(live)
  if (drafts?.get(draft.reply.id)?.reply.attempt !== draft.reply.attempt) return
  drafts.delete(draft.reply.id)
  live.publish(replyTopic(draft.reply.id), { type: 'changed', attempt: draft.reply.attempt })
}
