import type { NewEvent } from '#contract/events.ts'
import type { MessagePart } from '#contract/message-parts.ts'
import type { EndedReply } from '#features/agents/index.ts'
import {
  type ConversationRow,
  endOpenReply,
  audiencePayload,
  type ReplyEnd,
  type ReplyRow,
  replyTopic,
  findReply,
  lockConversationOfReply,
} from '#features/conversations/index.ts'
import type { Ending } from '#features/answers/index.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import { step } from '#kernel/step.ts'
import { replyWrite } from '../job-kinds.ts'

const nothing = { searched: null, liveHosts: null }

/** The stored form of a reply's end. */
export const endOf = (
  conversation: Pick<ConversationRow, 'id' | 'control_epoch'>,
  reply: Pick<ReplyRow, 'id' | 'attempt'>,
  { state, code, detail, usage }: Ending,
  parts: readonly MessagePart[] | null,
  found: Pick<ReplyEnd, 'searched' | 'liveHosts'>,
  agentVersion: number | null = null,
): ReplyEnd => ({
  id: reply.id,
  attempt: reply.attempt,
  conversationId: conversation.id,
  controlEpoch: conversation.control_epoch,
  parts,
  state,
  code: code ?? null,
  detail: detail ?? null,
  model: usage?.model ?? null,
  basis: usage?.basis ?? null,
  inputTokens: usage?.inputTokens ?? null,
  outputTokens: usage?.outputTokens ?? null,
  firstTokenMs: usage?.firstTokenMs ?? null,
  durationMs: usage?.durationMs ?? null,
  costNanos: usage?.cost?.nanos ?? null,
  currency: usage?.cost?.currency ?? null,
  ...found,
  agentVersion,
})

/**
 * Ends a reply under its conversation's lock and starts the next one in line. Returns null if it had already ended or
 * another writer had restarted it.
 */
export async function settleReply(
  context: CommandContext,
  conversation: ConversationRow,
  reply: Pick<ReplyRow, 'id' | 'attempt'>,
  ending: Ending,
): Promise<ReplyRow | null> {
  const settled = await endOpenReply(context.tx, endOf(conversation, reply, ending, null, nothing))
  if (settled) announceEnd(context, conversation, settled)
  return settled?.ended ?? null
}

/** Announces that a reply has ended and starts the next one in line. `known` is omitted if there was no writer. */
export function announceEnd(
  { emit, enqueue, announce }: CommandContext,
  conversation: ConversationRow,
  { ended, nextId }: { ended: ReplyRow; nextId: string | null },
  known?: Omit<EndedReply, 'conversation' | 'reply'>,
) {
  const event: NewEvent = {
    type: 'reply.ended',
    payload: {
      ...audiencePayload(conversation),
      messageId: ended.message_id,
      replyId: ended.id,
      state: ended.state as Ending['state'],
    },
  }
  emit(event, known && ({ ...known, conversation, reply: ended } satisfies EndedReply))
  announce(replyTopic(ended.id), { type: 'ended' })
  if (nextId) enqueue(replyWrite, { replyId: nextId, conversationId: conversation.id })
}

/** Ends a reply whose job is dead, so that nothing waits for it forever. */
export const failReply = step(async (context, { replyId }: { replyId: string }) => {
  const { tx } = context
  const [conversation, row] = await Promise.all([
    lockConversationOfReply(tx, replyId),
    findReply(tx, replyId),
  ])
  if (!conversation || !row) return
  await settleReply(context, conversation, row, {
    state: 'failed',
    code: 'internal',
    detail: 'The answer could not be written.',
  })
})
