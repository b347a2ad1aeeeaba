import type { MessagePart } from '#contract/message-parts.ts'
import { type BoundedMap, boundedMap } from '#kernel/bounded-map.ts'
import type { Live } from '#platform/live/live.ts'

/**
 * A writer that has not heard from the database for this long that the reply is still its own stops showing it. So
 * after this time, a takeover can be sure that no process shows another word.
 */
export const UNCONFIRMED_MS = 3_000

/** What this process shows of a reply that it writes. */
export interface ShownDraft {
  readonly reply: { readonly attempt: number }
  /**
   * Stops showing more until the database confirms again that the reply belongs to its writer. Returns what was shown.
   */
  hold(): readonly MessagePart[]
}

interface Board {
  readonly drafts: Map<string, ShownDraft>
  /** When replies were held of which nothing is shown here (yet), from `performance.now()`, in milliseconds. */
  readonly held: BoundedMap<number>
}

const HELD_MAX = 10_000
const boards = new WeakMap<Live, Board>()

function boardOf(live: Live): Board {
  const board = boards.get(live) ?? { drafts: new Map(), held: boundedMap<number>(HELD_MAX) }
  boards.set(live, board)
  return board
}

/** Registers that this process shows a reply; the returned function removes it. */
export function postDraft(live: Live, replyId: string, draft: ShownDraft): () => void {
  const { drafts } = boardOf(live)
  drafts.set(replyId, draft)
  return () => {
    if (drafts.get(replyId) === draft) drafts.delete(replyId)
  }
}

/**
 * Holds what this process shows of a reply. Returns what was shown, or null if nothing of that attempt is shown here: a
 * writer that was overtaken without knowing it is held too, while another process shows the current attempt.
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
