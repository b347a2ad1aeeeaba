import type { MessagePart } from '#contract/message-parts.ts'
import { type BoundedMap, boundedMap } from '#kernel/bounded-map.ts'
import type { Live } from '#platform/live/live.ts'

/**
 * A writer that did not hear from the database for this long that the reply is still its own shows nothing more of it.
 * So whoever takes a conversation knows, after this long, that no process shows another word.
 */
export const UNCONFIRMED_MS = 3_000

/** What this process shows of a reply that it writes. */
export interface ShownDraft {
  readonly reply: { readonly attempt: number }
  /** Shows no more from now on, until the database says anew that the reply is its writer's. Answers what was shown. */
  hold(): readonly MessagePart[]
}

interface Board {
  readonly drafts: Map<string, ShownDraft>
  /** When replies were held of which nothing is shown here, or not yet. Milliseconds of `performance.now()`. */
  readonly held: BoundedMap<number>
}

const HELD_MAX = 10_000
const boards = new WeakMap<Live, Board>()

function boardOf(live: Live): Board {
  const board = boards.get(live) ?? { drafts: new Map(), held: boundedMap<number>(HELD_MAX) }
  boards.set(live, board)
  return board
}

/** Says that this process shows a reply; the returned function takes it off. */
export function postDraft(live: Live, replyId: string, draft: ShownDraft): () => void {
  const { drafts } = boardOf(live)
  drafts.set(replyId, draft)
  return () => {
    if (drafts.get(replyId) === draft) drafts.delete(replyId)
  }
}

/**
 * Holds what this process shows of a reply. Answers what was shown, or null where nothing of that attempt is shown here: a
 * writer that was overtaken and does not know it yet is held too, and another process shows the attempt that counts.
 */
export function holdDraft(live: Live, replyId: string, attempt: number): readonly MessagePart[] | null {
  const { drafts, held } = boardOf(live)
  held.set(replyId, performance.now())
  const draft = drafts.get(replyId)
  const shown = draft?.hold() ?? null
  return draft?.reply.attempt === attempt ? shown : null
}

/** When a reply was last held in this process; before all time when it never was. */
export const heldSince = (live: Live, replyId: string): number =>
  boardOf(live).held.get(replyId) ?? Number.NEGATIVE_INFINITY
