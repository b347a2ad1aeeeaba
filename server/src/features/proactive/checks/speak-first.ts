import { step } from '#kernel/step.ts'
import { type ConversationRow, findConversation, lockConversation } from '#features/conversations/index.ts'
import { say } from '../say.ts'
import { lockPreferences } from '../preferences/preference-store.ts'
import { readCircumstances } from './circumstances.ts'
import { type DecisionRow, findMade, settleDecision } from './decision-store.ts'
import { skipReasonOf, unansweredIn } from './skip-reason.ts'
import { scheduleCheck } from './settle-check.ts'

/**
 * Says what was decided, once: its message and its being said are one transaction. Dropped when anything happened in
 * the conversation since, or anything stands against it now. Part of `checkConversation`.
 */
export const speakFirst = step(
  async (
    context,
    { conversationId, decisionId }: { conversationId: string; decisionId: string },
  ): Promise<void> => {
    const { tx, scope } = context
    const known = await findConversation(tx, conversationId)
    // The person first: what is said to them elsewhere counts towards their day.
    if (known) await lockPreferences(tx, known.owner_id)
    const conversation = await lockConversation(tx, conversationId)
    const decision = await findMade(tx, conversationId)
    if (!conversation || decision?.id !== decisionId || decision.text === null) return
    const circumstances = await readCircumstances(context, conversation)
    const { agent, now, path } = circumstances
    const afterPatience = new Date(now.getTime() + (agent?.proactive_after_minutes ?? 0) * 60_000)
    const skipReason = isTouched(conversation, decision)
      ? { why: 'touched', again: afterPatience }
      : skipReasonOf(circumstances)
    if (skipReason || !agent) {
      await settleDecision(tx, scope, decision.id, { skipReason: skipReason?.why ?? 'no-agent' })
      scheduleCheck(context, conversationId, skipReason?.again ?? null)
      return
    }
    const messageId = await say(context, conversation, { agent, text: decision.text, origin: 'proactive' })
    await settleDecision(tx, scope, decision.id, { messageId })
    const isEnough = unansweredIn(path) + 1 >= agent.proactive_unanswered_max
    scheduleCheck(context, conversationId, isEnough ? null : afterPatience)
  },
)

const isTouched = (conversation: ConversationRow, decision: DecisionRow): boolean =>
  conversation.last_seq !== decision.after_seq ||
  conversation.control_epoch !== decision.control_epoch ||
  conversation.agent_id !== decision.agent_id
