import { step } from '#kernel/step.ts'
import type { EquippedAgent } from '#features/agents/index.ts'
import { findConversation } from '#features/conversations/index.ts'
import { readCircumstances } from './circumstances.ts'
import { findMade } from './decision-store.ts'
import { skipReasonOf } from './skip-reason.ts'
import { checkInstructions, checkMaterial } from './check-prompt.ts'
import { scheduleCheck } from './settle-check.ts'

/** What a model is asked, and of which state of the conversation. */
export interface ProactiveCheck {
  readonly agent: EquippedAgent
  readonly instructions: string
  readonly material: string
  readonly place: { agentId: string; personId: string; afterSeq: number; controlEpoch: number }
}

/**
 * Reads what is to be decided. Null when there is nothing to decide now; then the next check is scheduled. A
 * decision that was made and not said, as when a process died, is not made again. Part of `checkConversation`.
 */
export const prepareCheck = step(
  async (
    context,
    { conversationId }: { conversationId: string },
  ): Promise<ProactiveCheck | { decisionId: string } | null> => {
    const { tx } = context
    const conversation = await findConversation(tx, conversationId)
    if (!conversation) {
      scheduleCheck(context, conversationId, null)
      return null
    }
    const made = await findMade(tx, conversationId)
    if (made) return { decisionId: made.id }
    const circumstances = await readCircumstances(context, conversation)
    const skipReason = skipReasonOf(circumstances)
    const { agent } = circumstances
    if (skipReason || !agent) {
      scheduleCheck(context, conversationId, skipReason?.again ?? null)
      return null
    }
    return {
      agent,
      instructions: checkInstructions(agent),
      material: checkMaterial(circumstances),
      place: {
        agentId: agent.id,
        personId: conversation.owner_id,
        afterSeq: conversation.last_seq,
        controlEpoch: conversation.control_epoch,
      },
    }
  },
)
