import type { JobInput } from '#kernel/jobs.ts'
import { consultModel } from '#features/completions/index.ts'
import { findModel } from '#features/models/index.ts'
import { asFault } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import { conversationReview } from './conversation-review-job.ts'
import { keepConversationReview } from './keep-conversation-review.ts'
import { prepareConversationReview } from './prepare-conversation-review.ts'
import { reviewInstructions, reviewMaterial } from './review-prompt.ts'
import { type Verdict, verdictIn } from './verdict.ts'

const OUTPUT_TOKENS_MAX = 8_000

/** Lets an agent's model review a conversation, and stores its suggestion. */
export async function reviewConversation(
  scope: Scope,
  place: JobInput<typeof conversationReview>,
): Promise<void> {
  const review = await prepareConversationReview(scope, place)
  if (!review) return
  // Without a real model, nothing can review.
  if ((await findModel(scope, review.model)).provider === 'offline') return
  const said = await consultModel(scope, {
    agentId: place.agentId,
    model: review.model,
    instructions: reviewInstructions(review),
    question: reviewMaterial(review.instructions, review.messages),
    maxOutputTokens: OUTPUT_TOKENS_MAX,
  }).catch((error: unknown) => {
    // It can wait for a later conversation.
    if (asFault(error).code !== 'limit_reached') throw error
    return null
  })
  if (said === null) return
  const verdict = understood(scope, place, { said, messageCount: review.messages.length })
  await keepConversationReview(scope, { ...place, review, verdict })
}

/** A malformed response teaches nothing: the model would repeat it. */
function understood(
  scope: Scope,
  place: { conversationId: string; agentId: string },
  { said, messageCount }: { said: string; messageCount: number },
): Verdict {
  try {
    return verdictIn(said, messageCount)
  } catch (error) {
    scope.app.log.warn(
      { ...place, why: asFault(error).message },
      'A conversation review gave no usable result.',
    )
    return { shouldChange: false }
  }
}
