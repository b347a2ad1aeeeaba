import { TestCaseRef } from '#contract/shapes/evals.ts'
import { lockTestedKnowledgeBase, markTested, noteChange } from '#features/knowledge/index.ts'
import { notFound } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { findTestCase, removeTestCase, testCasesOf } from './test-case-store.ts'

/** Removes a test case; what earlier runs said of it stays. */
export const deleteTestCase = command({
  name: 'test-case.delete',
  permission: 'knowledge:write',
  input: TestCaseRef,
  async run(context, { testCaseId }) {
    const { tx, scope } = context
    const found = await findTestCase(tx, scope, testCaseId)
    if (!found) throw notFound('test case')
    await lockTestedKnowledgeBase(tx, scope, found.knowledgeBaseId)
    await removeTestCase(tx, testCaseId)
    // Without it, what is blocked may pass; without any, nothing is blocked.
    await noteChange(context, found.knowledgeBaseId)
    if ((await testCasesOf(tx, found.knowledgeBaseId)).length === 0)
      await markTested(tx, found.knowledgeBaseId, false)
  },
})
