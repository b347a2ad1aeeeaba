import type { ConversationRow } from '#features/conversations/index.ts'
import { findMember } from '#features/people/index.ts'
import { Fault } from '#kernel/fault.ts'
import type { QueryContext } from '#kernel/use-case.ts'

/**
 * Throws Fault `conflict` that says who has the conversation, where another member has it and it is not to be taken
 * from them. Whoever is no member any more has nothing.
 */
export async function refuseOthers(
  { tx, scope }: Pick<QueryContext, 'tx' | 'scope'>,
  { holder_id: holderId }: ConversationRow,
  fromMemberId?: string,
): Promise<void> {
  if (holderId === fromMemberId) return
  if (holderId === null && fromMemberId !== undefined)
    throw new Fault('conflict', 'Nobody has this conversation any more.', { reason: 'not-held' })
  if (holderId === null || holderId === scope.actor.id) return
  const holder = await findMember(tx, scope.tenantId, holderId)
  if (holder && !holder.is_suspended)
    throw new Fault('conflict', `${holder.name} has this conversation.`, { reason: 'held-by-another' })
}
