import type { ReplyStreamPart } from '#contract/reply-parts.ts'
import { type Reply, ReplyRef } from '#contract/shapes/conversation.ts'
import { findFollowUp, requireReply, toReply } from '#features/conversations/index.ts'
import type { Scope } from '#kernel/scope.ts'
import { query } from '#kernel/use-case.ts'
import { followRequested } from './follow-reply.ts'

/** The answer of whoever was handed the question. Part of `followTurn`. */
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

const BETWEEN = '\n\n'

/**
 * Follows a requested answer and, where its agent hands the question on, the next one's, as one answer under the first
 * one's id: for protocols that know one answer to a question. Positions and digests are those of each answer by itself.
 */
export async function* followTurn(scope: Scope, requested: Reply): AsyncGenerator<ReplyStreamPart> {
  let [current, partsBefore] = [requested, 0]
  let spoken: { part: number; length: number } | null = null
  for (;;) {
    let partsHere = 0
    let isFirstText = partsBefore > 0
    let next: Reply | null = null
    for await (const piece of followRequested(scope, current)) {
      if (piece.type === 'reply-end') {
        next = piece.state === 'cancelled' ? null : await findHandedOn(scope, { replyId: current.id })
        if (!next) yield { ...piece, replyId: requested.id }
        break
      }
      if (piece.type === 'reply-start' && partsBefore > 0) continue
      if (piece.type === 'superseded') spoken = null
      const moved = { ...piece, replyId: requested.id }
      if ('part' in moved) {
        partsHere = Math.max(partsHere, moved.part + 1)
        moved.part += partsBefore
      }
      if (moved.type === 'text-delta') {
        if (isFirstText && spoken) yield { ...moved, part: spoken.part, offset: spoken.length, text: BETWEEN }
        isFirstText = false
        spoken = { part: moved.part, length: moved.offset + moved.text.length }
      }
      yield moved
    }
    if (!next) return
    current = next
    partsBefore += partsHere
  }
}
