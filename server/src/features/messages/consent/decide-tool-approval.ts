import { DecideToolApproval, ToolApproval } from '#contract/shapes/tool-consent.ts'
import { type LockedConversation, lockVisible, opensForInbox } from '#features/conversations/index.ts'
import { refuseBlocked } from '#features/people/index.ts'
import {
  type ApprovalRow,
  decideApproval,
  putGrant,
  requireApproval,
  showStates,
  toApproval,
} from '#features/tools/index.ts'
import { conflict, forbidden, invalidInput } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import { command } from '#kernel/use-case.ts'
import { conclude } from './conclude.ts'

/**
 * Approves or declines a tool call that an agent wants to make. Once all calls of the answer are decided, the agent
 * continues.
 */
export const decideToolApproval = command({
  name: 'tool-approval.decide',
  permission: 'reply:control',
  input: DecideToolApproval,
  output: ToolApproval,
  async run(context, { toolApprovalId, decision, always }): Promise<ToolApproval> {
    const { tx, scope } = context
    if (always && decision === 'decline') throw invalidInput('always: only allowed with approve')
    await refuseBlocked(tx, scope)
    const { conversation_id: conversationId } = await requireApproval(tx, scope, toolApprovalId)
    const conversation = await lockVisible(tx, scope, conversationId)
    // Another caller may have decided it first.
    const approval = await requireApproval(tx, scope, toolApprovalId)
    refuseOthers(scope, conversation, approval)
    refuseDecided(scope, approval)
    if (conversation.assignee_kind !== 'agent') throw conflict('A person answers in this conversation.')
    const decided = await decideApproval(
      tx,
      scope,
      approval.id,
      decision === 'approve' ? 'approved' : 'denied',
    )
    if (always) await putGrant(tx, scope, conversationId, approval)
    await showStates(context, conversation, [decided], scope.actor.name)
    await conclude(context, conversation, approval, { isShown: true })
    return toApproval(decided)
  },
})

/**
 * Staff decide in their own private conversations; elsewhere, members who work in the inbox do, and the person if a
 * rule allows it.
 */
function refuseOthers(scope: Scope, conversation: LockedConversation, approval: ApprovalRow): void {
  const { actor } = scope
  const isOwner = conversation.owner_id === actor.id
  const mayDecide = conversation.in_inbox
    ? actor.permissions.has('inbox:write') || (isOwner && approval.person_may_decide)
    : isOwner && (!opensForInbox(scope) || approval.person_may_decide)
  if (!mayDecide) throw forbidden('This is for somebody else to decide.')
}

function refuseDecided({ app }: Scope, { state, expires_at: expiresAt }: ApprovalRow): void {
  if (state === 'expired' || (state === 'pending' && expiresAt <= app.now()))
    throw conflict('This request has expired; ask again.')
  if (state === 'void') throw conflict('The conversation has moved on; there is nothing left to decide.')
  if (state !== 'pending') throw conflict('This has already been decided.')
}
