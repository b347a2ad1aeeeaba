import { TestedSource, TestQuestionList } from '#contract/shapes/proof.ts'
import { requireSources } from '#features/knowledge/index.ts'
import { query } from '#kernel/use-case.ts'
import { testQuestionsOf } from './test-question-store.ts'

/** Lists the test questions of a source. */
export const listTestQuestions = query({
  name: 'test-question.list',
  permission: 'knowledge:read',
  input: TestedSource,
  output: TestQuestionList,
  async run({ tx, scope }, { sourceId }) {
    await requireSources(tx, scope, [sourceId])
    return { items: await testQuestionsOf(tx, sourceId) }
  },
})
