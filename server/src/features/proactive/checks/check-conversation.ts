import { runBackgroundCompletion } from '#features/completions/index.ts'
import { type ConversationRow, findConversation, lockConversation } from '#features/conversations/index.ts'
import type { Scope } from '#kernel/scope.ts'
import { step } from '#kernel/step.ts'
import { storableText } from '#kernel/storable.ts'
import { say } from '../say.ts'
import { lockPreferences } from '../preferences/preference-store.ts'
import { decisionIn, type Decision } from './decision.ts'
import { prepareCheck, type ProactiveCheck } from './prepare-check.ts'
import { settleCheck, scheduleCheck } from './settle-check.ts'
import { readCircumstances } from './circumstances.ts'
import { type DecisionRow, findMade, settleDecision, insertDecision } from './decision-store.ts'
import { skipReasonOf, unansweredIn, DAY_MS } from './skip-reason.ts'

const OUTPUT_TOKENS_MAX = 800

/** Lets an agent's model decide whether to write first in a quiet conversation, and sends what it decided. */
export async function checkConversation(
  scope: Scope,
  { conversationId }: { conversationId: string },
): Promise<void> {
  const check = await prepareCheck(scope, { conversationId })
  if (!check) return
  if ('decisionId' in check) return speakFirst(scope, { conversationId, decisionId: check.decisionId })
  const answer = await runBackgroundCompletion(scope, {
    purpose: 'proactive-check',
    agent: check.agent,
    instructions: check.instructions,
    material: check.material,
    outputTokensMax: OUTPUT_TOKENS_MAX,
  })
  // Without a real model, nothing can decide.
  if (answer === null) return settleCheck(scope, { conversationId, againAfterMs: null })
  const decision = decisionIn(answer.text)
  const decisionId = await keepDecision(scope, { conversationId, place: check.place, decision })
  if (decisionId !== null) await speakFirst(scope, { conversationId, decisionId })
}

/**
 * Sends a decided message, once: the message and the record of it are one transaction. Dropped if anything happened in
 * the conversation since, or any reason against it applies now.
 */
const speakFirst = step(
  async (
    context,
    { conversationId, decisionId }: { conversationId: string; decisionId: string },
  ): Promise<void> => {
    const { tx, scope } = context
    const known = await findConversation(tx, conversationId)
    // The person is locked first: messages to them elsewhere count towards their daily limit.
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

const MINUTE_MS = 60_000
const WAIT_MIN_MS = 15 * MINUTE_MS
const WAIT_MAX_MS = 7 * DAY_MS

/**
 * Stores a model's decision, with its message, before anything is sent: after a crash it is found here. Returns the
 * decision to send; null for one to wait.
 */
const keepDecision = step(
  async (
    context,
    {
      conversationId,
      place,
      decision,
    }: { conversationId: string; place: ProactiveCheck['place']; decision: Decision },
  ): Promise<string | null> => {
    const { tx, scope } = context
    // Two concurrent checks decide once: the second finds the decision of the first.
    if (!(await lockConversation(tx, conversationId))) return null
    const made = await findMade(tx, conversationId)
    if (made) return made.id
    const waits = decision.action === 'wait'
    const row = await insertDecision(tx, scope, {
      conversation_id: conversationId,
      agent_id: place.agentId,
      person_id: place.personId,
      after_seq: place.afterSeq,
      control_epoch: place.controlEpoch,
      action: decision.action,
      text: waits ? null : storableText(decision.text),
      reason: storableText(decision.reason),
      wait_minutes: waits ? Math.round(boundedWait(decision.minutes) / MINUTE_MS) : null,
      state: waits ? 'waits' : 'made',
    })
    if (!waits) return row.id
    scheduleCheck(
      context,
      conversationId,
      new Date(scope.app.now().getTime() + boundedWait(decision.minutes)),
    )
    return null
  },
)

const boundedWait = (minutes: number) => Math.min(Math.max(minutes * MINUTE_MS, WAIT_MIN_MS), WAIT_MAX_MS)
