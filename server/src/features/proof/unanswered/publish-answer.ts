import { UnansweredQuestion, UnansweredQuestionRef } from '#contract/shapes/unanswered.ts'
import { addPair, changePair } from '#features/knowledge/index.ts'
import { Fault } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { requireUnanswered, updateUnanswered } from './unanswered-store.ts'

const QUESTION_CHARACTERS = 500

/** Publishes a drafted answer: it becomes a pair of its source, or changes the one that did not suffice. */
export const publishAnswer = command({
  name: 'unanswered-question.publish',
  permission: 'knowledge:write',
  input: UnansweredQuestionRef,
  output: UnansweredQuestion,
  async run(context, { unansweredQuestionId }) {
    const { tx, scope, emit } = context
    const asked = await requireUnanswered(tx, scope, unansweredQuestionId)
    if (asked.state !== 'drafted' || asked.sourceId === null)
      throw new Fault('precondition_failed', 'There is no draft to publish. Answer the question first.')
    const pair = {
      question: asked.question.slice(0, QUESTION_CHARACTERS).toWellFormed(),
      answer: asked.answer,
    }
    const { documentId } =
      asked.documentId === null
        ? await addPair.within(context, { sourceId: asked.sourceId, ...pair })
        : await changePair.within(context, { documentId: asked.documentId, ...pair })
    const published = await updateUnanswered(tx, unansweredQuestionId, { state: 'published', documentId })
    emit({ type: 'unanswered-question.changed', payload: { unansweredQuestionId } })
    return published
  },
})
