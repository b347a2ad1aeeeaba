import { step } from '#kernel/step.ts'
import { lockConversation } from '#features/conversations/index.ts'
import { storableText } from '#kernel/storable.ts'
import type { Decision } from './decision.ts'
import { findMade, insertDecision } from './decision-store.ts'
import { DAY_MS } from './skip-reason.ts'
import type { ProactiveCheck } from './prepare-check.ts'
import { scheduleCheck } from './settle-check.ts'

const MINUTE_MS = 60_000
const WAIT_MIN_MS = 15 * MINUTE_MS
const WAIT_MAX_MS = 7 * DAY_MS

/**
 * Keeps what a model decided, with the words that it would say, before any of it is said: whoever comes after a crash
 * finds it here. Answers which decision is to be said; null for one to wait. Part of `checkConversation`.
 */
export const keepDecision = step(
  async (
    context,
    {
      conversationId,
      place,
      decision,
    }: { conversationId: string; place: ProactiveCheck['place']; decision: Decision },
  ): Promise<string | null> => {
    const { tx, scope } = context
    // Two checks at once decide once: the second finds what the first kept.
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
