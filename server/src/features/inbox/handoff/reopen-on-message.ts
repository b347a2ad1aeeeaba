import { type ConversationRow, audiencePayload } from '#features/conversations/index.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import { reopen } from './inbox-state-store.ts'
import { inboxActivity } from './job-kinds.ts'

/** Reopens a member's conversation that was set aside, because its owner wrote. The row is locked. */
export async function reopenOnMessage(
  { tx, scope, emit, enqueue }: CommandContext,
  conversation: ConversationRow,
): Promise<void> {
  if (conversation.assignee_kind === 'agent' || conversation.owner_id !== scope.actor.id) return
  enqueue(inboxActivity, { conversationId: conversation.id, what: 'said', at: scope.app.now().toISOString() })
  if (await reopen(tx, conversation.id))
    emit({ type: 'inbox.changed', payload: audiencePayload(conversation) })
}
