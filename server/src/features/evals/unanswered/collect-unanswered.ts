import { readStep, step } from '#kernel/step.ts'
import type { Scope } from '#kernel/scope.ts'
import type { JobInput } from '#kernel/jobs.ts'
import { lockConversation } from '#features/conversations/index.ts'
import { meaningOf } from '#features/knowledge/index.ts'
import { findAlike, keyOf, type Wording } from './alike.ts'
import { unansweredJob } from '../job-kinds.ts'
import { countUnanswered, findByKey, insertUnanswered, wordingsToCompare } from './unanswered-store.ts'

/** Collects a question that the documents did not answer, together with those that ask the same in other words. */
export async function collectUnanswered(
  scope: Scope,
  { question, conversationId }: JobInput<typeof unansweredJob>,
): Promise<void> {
  const { known, others } = await readKnown(scope, { question })
  const meaning = known === null ? await meaningOf(scope, question) : null
  const asked: Wording = { question, model: meaning?.model ?? null, vector: meaning?.vector ?? null }
  const alike = known ?? findAlike(asked, others)?.id ?? null
  await storeUnanswered(scope, { asked, alike, conversationId })
}

const readKnown = readStep(async ({ tx }, { question }: { question: string }) => {
  const known = await findByKey(tx, keyOf(question))
  return { known, others: known === null ? await wordingsToCompare(tx) : [] }
})

const storeUnanswered = step(
  async (
    { tx, scope, emit },
    { asked, alike, conversationId }: { asked: Wording; alike: string | null; conversationId: string | null },
  ): Promise<void> => {
    // It may have been deleted since.
    const conversation = conversationId && (await lockConversation(tx, conversationId))
    const where = conversation ? conversationId : null
    const id =
      (alike !== null && (await countUnanswered(tx, alike, asked.question, where))) ||
      (await insertUnanswered(tx, scope, asked, where))
    emit({ type: 'unanswered-question.changed', payload: { unansweredQuestionId: id } })
  },
)
