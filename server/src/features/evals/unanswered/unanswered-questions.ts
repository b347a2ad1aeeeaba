import { ListUnanswered, UnansweredQuestionList, UnansweredQuestionRef } from '#contract/shapes/unanswered.ts'
import { query, command } from '#kernel/use-case.ts'
import { unansweredIn, requireUnanswered, updateUnanswered } from './unanswered-store.ts'

/** Lists questions that the documents did not answer, most frequent first. */
export const listUnanswered = query({
  name: 'unanswered-question.list',
  permission: 'knowledge:read',
  input: ListUnanswered,
  output: UnansweredQuestionList,
  run: async ({ tx }, { state }) => ({
    items: await unansweredIn(tx, state === 'waiting' ? ['open', 'drafted'] : [state]),
  }),
})

/** Dismisses an unanswered question, even if it is asked again. */
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

/** Restores a dismissed question. */
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
