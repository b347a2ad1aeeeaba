import { type ConversationRow, heardBy } from '#features/conversations/index.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import { reopen } from './desk-state-store.ts'
import { deskMoved } from './desk-work.ts'

/** Opens again what a person has and had put aside, because its owner said something. The row is locked. */
export async function hearFromOwner(
  { tx, scope, emit, enqueue }: CommandContext,
  conversation: ConversationRow,
): Promise<void> {
  if (conversation.held_by === 'agent' || conversation.owner_id !== scope.actor.id) return
  enqueue(deskMoved, { conversationId: conversation.id, what: 'said', at: scope.app.now().toISOString() })
  if (await reopen(tx, conversation.id)) emit({ type: 'desk.changed', payload: heardBy(conversation) })
}
