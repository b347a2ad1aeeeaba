import { DraftAnswer, UnansweredQuestion } from '#contract/shapes/unanswered.ts'
import { requireSources } from '#features/knowledge/index.ts'
import { storableText } from '#kernel/storable.ts'
import { command } from '#kernel/use-case.ts'
import { requireUnanswered, updateUnanswered } from './unanswered-store.ts'

/** Answers a question that the documents did not answer: the draft of a pair, which is found once it is published. */
export const draftAnswer = command({
  name: 'unanswered-question.draft',
  permission: 'conversation:read-desk',
  input: DraftAnswer,
  output: UnansweredQuestion,
  async run({ tx, scope, emit }, { unansweredQuestionId, sourceId, question, answer }) {
    await requireSources(tx, scope, [sourceId])
    await requireUnanswered(tx, scope, unansweredQuestionId)
    const drafted = await updateUnanswered(tx, unansweredQuestionId, {
      state: 'drafted',
      answer: storableText(answer),
      ...(question !== undefined && { question: storableText(question) }),
      sourceId,
    })
    emit({ type: 'unanswered-question.changed', payload: { unansweredQuestionId } })
    return drafted
  },
})
