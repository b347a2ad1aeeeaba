import { AddTestCase, TestCase } from '#contract/shapes/evals.ts'
import { impossible } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { insertTestCases } from './test-case-store.ts'

/** Adds a question that a knowledge base is to answer, with what is expected. */
export const addTestCase = command({
  name: 'test-case.add',
  permission: 'knowledge:write',
  input: AddTestCase,
  output: TestCase,
  async run(context, { knowledgeBaseId, ...testCase }) {
    const [added] = await insertTestCases(context, knowledgeBaseId, [testCase])
    if (!added) throw impossible('A test case was stored and is not there.')
    return added
  },
})
