import { z } from 'zod'
import { lockConversation } from '#features/conversations/index.ts'
import { meaningOf } from '#features/knowledge/index.ts'
import { objectOf } from '#kernel/object-of.ts'
import { command, flow, query } from '#kernel/use-case.ts'
import { findAlike, keyOf, type Wording } from './alike.ts'
import { unansweredJob } from './unanswered-job.ts'
import { countUnanswered, findByKey, insertUnanswered, wordingsToCompare } from './unanswered-store.ts'

/** Collects a question that the documents did not answer, together with those that ask the same in other words. */
export const collectUnanswered = flow({
  name: 'unanswered-question.collect',
  permission: 'internal',
  input: unansweredJob.input,
  async run({ scope }, { question, conversationId }): Promise<void> {
    const { known, others } = await readKnown(scope, { question })
    const meaning = known === null ? await meaningOf(scope, question) : null
    const asked: Wording = { question, model: meaning?.model ?? null, vector: meaning?.vector ?? null }
    const alike = known ?? findAlike(asked, others)?.id ?? null
    await storeUnanswered(scope, { asked, alike, conversationId })
  },
})

const readKnown = query({
  name: 'unanswered-question.read-known',
  permission: 'internal',
  input: z.strictObject({ question: z.string() }),
  async run({ tx }, { question }) {
    const known = await findByKey(tx, keyOf(question))
    return { known, others: known === null ? await wordingsToCompare(tx) : [] }
  },
})

const storeUnanswered = command({
  name: 'unanswered-question.store',
  permission: 'internal',
  input: z.strictObject({
    asked: objectOf<Wording>(),
    alike: z.uuid().nullable(),
    conversationId: z.uuid().nullable(),
  }),
  async run({ tx, scope, emit }, { asked, alike, conversationId }): Promise<void> {
    // It may have been deleted since.
    const conversation = conversationId && (await lockConversation(tx, conversationId))
    const where = conversation ? conversationId : null
    const id =
      (alike !== null && (await countUnanswered(tx, alike, asked.question, where))) ||
      (await insertUnanswered(tx, scope, asked, where))
    emit({ type: 'unanswered-question.changed', payload: { unansweredQuestionId: id } })
  },
})
