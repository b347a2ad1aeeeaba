import { TestQuestionRef } from '#contract/shapes/proof.ts'
import { lockTestedSource, markTested, noteChange } from '#features/knowledge/index.ts'
import { notFound } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { findTestQuestion, removeTestQuestion, testQuestionsOf } from './test-question-store.ts'

/** Removes a test question; what earlier runs said of it stays. */
export const deleteTestQuestion = command({
  name: 'test-question.delete',
  permission: 'knowledge:write',
  input: TestQuestionRef,
  async run(context, { testQuestionId }) {
    const { tx, scope } = context
    const found = await findTestQuestion(tx, scope, testQuestionId)
    if (!found) throw notFound('test question')
    await lockTestedSource(tx, scope, found.sourceId)
    await removeTestQuestion(tx, testQuestionId)
    // Without it, what is held back may pass; without any, nothing is held back.
    await noteChange(context, found.sourceId)
    if ((await testQuestionsOf(tx, found.sourceId)).length === 0) await markTested(tx, found.sourceId, false)
  },
})
