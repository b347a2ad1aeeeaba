import { UnansweredQuestion, UnansweredQuestionRef } from '#contract/shapes/unanswered.ts'
import { addFaqEntry, changeFaqEntry } from '#features/knowledge/index.ts'
import { Fault } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { requireUnanswered, updateUnanswered } from './unanswered-store.ts'

const QUESTION_CHARACTERS = 500

/** Publishes a drafted answer: it becomes an FAQ entry of its knowledge base, or changes the one that did not suffice. */
export const publishAnswer = command({
  name: 'unanswered-question.publish',
  permission: 'knowledge:write',
  input: UnansweredQuestionRef,
  output: UnansweredQuestion,
  async run(context, { unansweredQuestionId }) {
    const { tx, scope, emit } = context
    const asked = await requireUnanswered(tx, scope, unansweredQuestionId)
    if (asked.state !== 'drafted' || asked.knowledgeBaseId === null)
      throw new Fault('precondition_failed', 'There is no draft to publish. Answer the question first.')
    const faqEntry = {
      question: asked.question.slice(0, QUESTION_CHARACTERS).toWellFormed(),
      answer: asked.answer,
    }
    const { documentId } =
      asked.documentId === null
        ? await addFaqEntry.within(context, { knowledgeBaseId: asked.knowledgeBaseId, ...faqEntry })
        : await changeFaqEntry.within(context, { documentId: asked.documentId, ...faqEntry })
    const published = await updateUnanswered(tx, unansweredQuestionId, { state: 'published', documentId })
    emit({ type: 'unanswered-question.changed', payload: { unansweredQuestionId } })
    return published
  },
})
