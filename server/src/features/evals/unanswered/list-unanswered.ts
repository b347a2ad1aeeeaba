import { ListUnanswered, UnansweredQuestionList } from '#contract/shapes/unanswered.ts'
import { query } from '#kernel/use-case.ts'
import { unansweredIn } from './unanswered-store.ts'

/** Lists what was asked and the documents did not answer, what was asked most first. */
export const listUnanswered = query({
  name: 'unanswered-question.list',
  permission: 'knowledge:read',
  input: ListUnanswered,
  output: UnansweredQuestionList,
  run: async ({ tx }, { state }) => ({
    items: await unansweredIn(tx, state === 'waiting' ? ['open', 'drafted'] : [state]),
  }),
})
