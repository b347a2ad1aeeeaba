import { UnansweredQuestionRef } from '#contract/shapes/unanswered.ts'
import { command } from '#kernel/use-case.ts'
import { requireUnanswered, updateUnanswered } from './unanswered-store.ts'

/** Puts a question that was dismissed back on the list of those that want an answer. */
export const restoreUnanswered = command({
  name: 'unanswered-question.restore',
  permission: 'knowledge:write',
  input: UnansweredQuestionRef,
  async run({ tx, scope, emit }, { unansweredQuestionId }) {
    const { state, answer } = await requireUnanswered(tx, scope, unansweredQuestionId)
    if (state !== 'dismissed') return
    await updateUnanswered(tx, unansweredQuestionId, { state: answer === '' ? 'open' : 'drafted' })
    emit({ type: 'unanswered-question.changed', payload: { unansweredQuestionId } })
  },
})
