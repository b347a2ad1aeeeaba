import type { MessagePart } from '#contract/message-parts.ts'
import { type ConversationRow, endOpenReply, heardBy, type ReplyRow } from '#features/conversations/index.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import { replyTopic } from './control-topic.ts'
import type { Ending } from './ending.ts'
import { replyWrite } from './reply-job.ts'

/**
 * Ends a reply, under its conversation's lock, and lets the next one in line begin. The one place where a reply
 * reaches an end. Answers null when it had ended already or was begun anew by another.
 */
export async function settleReply(
  { tx, emit, enqueue, announce }: CommandContext,
  conversation: ConversationRow,
  reply: Pick<ReplyRow, 'id' | 'message_id' | 'attempt'>,
  { state, code, detail, usage }: Ending,
  parts: readonly MessagePart[] | null = null,
): Promise<ReplyRow | null> {
  const settled = await endOpenReply(tx, {
    id: reply.id,
    attempt: reply.attempt,
    messageId: reply.message_id,
    conversationId: conversation.id,
    parts,
    change: {
      state,
      code: code ?? null,
      detail: detail ?? null,
      ...(usage && {
        model: usage.model,
        input_tokens: usage.inputTokens,
        output_tokens: usage.outputTokens,
        first_token_ms: usage.firstTokenMs,
        duration_ms: usage.durationMs,
        cost_nanos: usage.cost?.nanos ?? null,
        currency: usage.cost?.currency ?? null,
      }),
    },
  })
  if (!settled) return null
  emit({
    type: 'reply.ended',
    payload: { ...heardBy(conversation), messageId: reply.message_id, replyId: reply.id, state },
  })
  announce(replyTopic(reply.id), { type: 'ended' })
  if (settled.nextId) enqueue(replyWrite, { replyId: settled.nextId })
  return settled.ended
}
