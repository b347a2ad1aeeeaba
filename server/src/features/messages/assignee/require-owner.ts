import type { LockedConversation } from '#features/conversations/index.ts'
import { forbidden } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'

/** The conversation, if the caller owns it; Fault `forbidden` for a caller who can only see it. */
export function requireOwner({ actor }: Scope, conversation: LockedConversation): LockedConversation {
  if (conversation.owner_id !== actor.id) throw forbidden('Only the owner of the conversation can do this.')
  return conversation
}
