import { TestedKnowledgeBase, TestCaseList } from '#contract/shapes/evals.ts'
import { requireKnowledgeBases } from '#features/knowledge/index.ts'
import { query } from '#kernel/use-case.ts'
import { testCasesOf } from './test-case-store.ts'

/** Lists the test cases of a knowledge base. */
export const listTestCases = query({
  name: 'test-case.list',
  permission: 'knowledge:read',
  input: TestedKnowledgeBase,
  output: TestCaseList,
  async run({ tx, scope }, { knowledgeBaseId }) {
    await requireKnowledgeBases(tx, scope, [knowledgeBaseId])
    return { items: await testCasesOf(tx, knowledgeBaseId) }
  },
})
