import type { ReplyStreamPart } from '#contract/reply-parts.ts'
import { type Reply, ReplyRef } from '#contract/shapes/conversation.ts'
import { findFollowUp, requireReply, toReply } from '#features/conversations/index.ts'
import type { Scope } from '#kernel/scope.ts'
import { query } from '#kernel/use-case.ts'
import { followRequested } from './follow-reply.ts'

/** The answer of the agent that the question was handed to. */
const findHandedOn = query({
  name: 'reply.find-handed-on',
  permission: 'conversation:read',
  input: ReplyRef,
  async run({ tx, scope }, { replyId }): Promise<Reply | null> {
    const { message_id: messageId } = await requireReply(tx, scope, replyId)
    const next = await findFollowUp(tx, messageId)
    return next && toReply(next)
  },
})

type Told = Extract<ReplyStreamPart, { part: number }>

/** All the growth of one part so far, as one piece. */
const grown = (before: Told | undefined, piece: Told): Told =>
  'text' in piece && before && 'text' in before
    ? { ...piece, offset: 0, text: before.text.slice(0, piece.offset) + piece.text }
    : piece

/**
 * Follows a requested answer and, if its agent hands the question on, the next one, as one answer under the ID of the
 * first: for protocols with one answer per question. Cursors and digests belong to each single answer. `superseded`
 * discards everything sent so far, so earlier answers are sent again after it.
 */
export async function* followTurn(scope: Scope, requested: Reply): AsyncGenerator<ReplyStreamPart> {
  const earlier: Told[] = []
  let [current, partsBefore] = [requested, 0]
  for (;;) {
    const here = new Map<number, Told>()
    let next: Reply | null = null
    for await (const piece of followRequested(scope, current)) {
      if (piece.type === 'reply-end') {
        next = piece.state === 'cancelled' ? null : await findHandedOn(scope, { replyId: current.id })
        if (!next) yield { ...piece, replyId: requested.id }
        break
      }
      if (piece.type === 'reply-start' && partsBefore > 0) continue
      const moved = { ...piece, replyId: requested.id }
      if ('part' in moved) {
        moved.part += partsBefore
        here.set(moved.part, grown(here.get(moved.part), moved))
      }
      yield moved
      if (moved.type === 'superseded') {
        here.clear()
        yield* earlier
      }
    }
    if (!next) return
    current = next
    partsBefore = Math.max(partsBefore, ...[...here.keys()].map((part) => part + 1))
    earlier.push(...here.values())
  }
}
