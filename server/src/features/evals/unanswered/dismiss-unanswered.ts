import { UnansweredQuestionRef } from '#contract/shapes/unanswered.ts'
import { command } from '#kernel/use-case.ts'
import { requireUnanswered, updateUnanswered } from './unanswered-store.ts'

/** Takes a question off the list of those that want an answer, also when it is asked again. */
export const dismissUnanswered = command({
  name: 'unanswered-question.dismiss',
  permission: 'knowledge:write',
  input: UnansweredQuestionRef,
  async run({ tx, scope, emit }, { unansweredQuestionId }) {
    await requireUnanswered(tx, scope, unansweredQuestionId)
    await updateUnanswered(tx, unansweredQuestionId, { state: 'dismissed' })
    emit({ type: 'unanswered-question.changed', payload: { unansweredQuestionId } })
  },
})
