import type { Scope } from '#kernel/scope.ts'
import { runBackgroundCompletion } from '#features/completions/index.ts'
import { decisionIn } from './decision.ts'
import { keepDecision } from './keep-decision.ts'
import { prepareCheck } from './prepare-check.ts'
import { settleCheck } from './settle-check.ts'
import { speakFirst } from './speak-first.ts'

const OUTPUT_TOKENS_MAX = 800

/** Lets an agent's model decide whether it speaks first in a quiet conversation, and says what it decided to say. */
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
  // Without a real model there is nobody who could decide.
  if (answer === null) return settleCheck(scope, { conversationId, againAfterMs: null })
  const decision = decisionIn(answer.text)
  const decisionId = await keepDecision(scope, { conversationId, place: check.place, decision })
  if (decisionId !== null) await speakFirst(scope, { conversationId, decisionId })
}
