import { type ConversationRow, audiencePayload, type ReplyRow } from '#features/conversations/index.ts'
import type { CommandContext } from '#kernel/use-case.ts'

/** Announces that an attempt at a reply has started. */
export const announceBegun = (
  { emit }: Pick<CommandContext, 'emit'>,
  conversation: ConversationRow,
  { id, message_id, attempt }: ReplyRow,
): void =>
  emit({
    type: 'reply.started',
    payload: { ...audiencePayload(conversation), messageId: message_id, replyId: id, attempt },
  })
