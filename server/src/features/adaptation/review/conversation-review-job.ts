import { z } from 'zod'
import { id } from '#contract/ids.ts'
import { jobKind } from '#kernel/jobs.ts'
import type { EquippedAgent } from '#features/agents/index.ts'

/** The job that reviews a conversation for what it teaches its agent. */
export const conversationReview = jobKind({
  name: 'conversation.review',
  input: z.strictObject({ conversationId: id('conversation'), agentId: id('agent') }),
  triesMax: 2,
})

/** Whether to review a conversation now that it has a turn whose question is message number `questionSeq`. */
export function isConversationReviewDue(
  { adapts, adapts_every: every }: Pick<EquippedAgent, 'adapts' | 'adapts_every'>,
  questionSeq: number,
): boolean {
  const round = (seq: number) => Math.floor(seq / every)
  return adapts !== 'never' && round(questionSeq + 1) > round(questionSeq - 1)
}
