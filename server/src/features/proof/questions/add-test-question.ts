import { AddTestQuestion, TestQuestion } from '#contract/shapes/proof.ts'
import { impossible } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { insertTestQuestions } from './test-question-store.ts'

/** Adds a question that a source is to answer, with what is expected. */
export const addTestQuestion = command({
  name: 'test-question.add',
  permission: 'knowledge:write',
  input: AddTestQuestion,
  output: TestQuestion,
  async run(context, { sourceId, ...question }) {
    const [added] = await insertTestQuestions(context, sourceId, [question])
    if (!added) throw impossible('A test question was stored and is not there.')
    return added
  },
})
