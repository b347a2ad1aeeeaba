import type { ErrorCode } from '#contract/error-codes.ts'
import {
  activateNextReply,
  type ConversationRow,
  databaseNow,
  heardBy,
  type ReplyRow,
  updateOpenReply,
} from '#features/conversations/index.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import { replyTopic } from './control-topic.ts'
import { replyWrite } from './reply-job.ts'

export interface Ending {
  state: 'completed' | 'failed' | 'cancelled' | 'interrupted'
  code?: ErrorCode
  detail?: string
  usage?: {
    model: string | null
    inputTokens: number | null
    outputTokens: number | null
    firstTokenMs: number | null
    durationMs: number | null
  }
}

/**
 * Ends a reply, under its conversation's lock, and lets the next one in line begin. The one place where a reply
 * reaches an end. Answers null when it had ended already or was begun anew by another.
 */
export async function settleReply(
  context: CommandContext,
  conversation: ConversationRow,
  reply: Pick<ReplyRow, 'id' | 'message_id' | 'attempt'>,
  { state, code, detail, usage }: Ending,
): Promise<ReplyRow | null> {
  const { tx, emit, enqueue, announce } = context
  const ended = await updateOpenReply(
    tx,
    reply.id,
    {
      state,
      ended_at: databaseNow,
      code: code ?? null,
      detail: detail ?? null,
      ...(usage && {
        model: usage.model,
        input_tokens: usage.inputTokens,
        output_tokens: usage.outputTokens,
        first_token_ms: usage.firstTokenMs,
        duration_ms: usage.durationMs,
      }),
    },
    reply.attempt,
  )
  if (!ended) return null
  emit({
    type: 'reply.ended',
    payload: { ...heardBy(conversation), messageId: reply.message_id, replyId: reply.id, state },
  })
  announce(replyTopic(reply.id), { type: 'ended' })

  if (conversation.active_reply_id === reply.id) {
    const nextId = await activateNextReply(tx, conversation.id)
    if (nextId) enqueue(replyWrite, { replyId: nextId })
  }
  return ended
}
