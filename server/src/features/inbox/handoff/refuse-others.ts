import type { ConversationRow } from '#features/conversations/index.ts'
import { findMember } from '#features/people/index.ts'
import { Fault } from '#kernel/fault.ts'
import type { QueryContext } from '#kernel/use-case.ts'

/**
 * Throws Fault `conflict` with the assignee's name if another member has the conversation and it should not be taken
 * from them. Former members have nothing.
 */
export async function refuseOthers(
  { tx, scope }: Pick<QueryContext, 'tx' | 'scope'>,
  { assignee_id: assigneeId }: ConversationRow,
  fromMemberId?: string,
): Promise<void> {
  if (assigneeId === fromMemberId) return
  if (assigneeId === null && fromMemberId !== undefined)
    throw new Fault('conflict', 'This conversation is no longer assigned to anybody.', {
      reason: 'not-assigned',
    })
  if (assigneeId === null || assigneeId === scope.actor.id) return
  const assignee = await findMember(tx, scope.tenantId, assigneeId)
  if (assignee && !assignee.is_suspended)
    throw new Fault('conflict', `This conversation is assigned to ${assignee.name}.`, {
      reason: 'assigned-to-another',
    })
}
