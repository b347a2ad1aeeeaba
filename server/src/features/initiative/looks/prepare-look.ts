import { ConversationRef } from '#contract/shapes/conversation.ts'
import type { EquippedAgent } from '#features/agents/index.ts'
import { findConversation } from '#features/conversations/index.ts'
import { command } from '#kernel/use-case.ts'
import { readCircumstances } from './circumstances.ts'
import { findMade } from './decision-store.ts'
import { hindranceOf } from './hindrance.ts'
import { lookInstructions, lookMaterial } from './look-prompt.ts'
import { appointLook } from './settle-look.ts'

/** What a model is asked, and of which state of the conversation. */
export interface Look {
  readonly agent: EquippedAgent
  readonly instructions: string
  readonly material: string
  readonly place: { agentId: string; personId: string; afterSeq: number; controlEpoch: number }
}

/**
 * Reads what is to be decided. Null when there is nothing to decide now; then the next look has its appointment. A
 * decision that was made and not said, as when a process died, is not made again. Part of `lookAtConversation`.
 */
export const prepareLook = command({
  name: 'conversation.prepare-look',
  permission: 'internal',
  input: ConversationRef,
  async run(context, { conversationId }): Promise<Look | { decisionId: string } | null> {
    const { tx } = context
    const conversation = await findConversation(tx, conversationId)
    if (!conversation) {
      appointLook(context, conversationId, null)
      return null
    }
    const made = await findMade(tx, conversationId)
    if (made) return { decisionId: made.id }
    const circumstances = await readCircumstances(context, conversation)
    const hindrance = hindranceOf(circumstances)
    const { agent } = circumstances
    if (hindrance || !agent) {
      appointLook(context, conversationId, hindrance?.again ?? null)
      return null
    }
    return {
      agent,
      instructions: lookInstructions(agent),
      material: lookMaterial(circumstances),
      place: {
        agentId: agent.id,
        personId: conversation.owner_id,
        afterSeq: conversation.last_seq,
        controlEpoch: conversation.control_epoch,
      },
    }
  },
})
