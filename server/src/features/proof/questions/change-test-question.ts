import { isDeepStrictEqual } from 'node:util'
import { ChangeTestQuestion, TestQuestion } from '#contract/shapes/proof.ts'
import { lockTestedSource, noteChange } from '#features/knowledge/index.ts'
import { notFound } from '#kernel/fault.ts'
import { withoutUndefined } from '#kernel/guard.ts'
import { command } from '#kernel/use-case.ts'
import { findTestQuestion, updateTestQuestion } from './test-question-store.ts'

/** Changes a test question or what is expected of its answer; what earlier runs said of it stays as it was asked then. */
export const changeTestQuestion = command({
  name: 'test-question.change',
  permission: 'knowledge:write',
  input: ChangeTestQuestion,
  output: TestQuestion,
  async run(context, { testQuestionId, ...changes }) {
    const { tx, scope } = context
    const found = await findTestQuestion(tx, scope, testQuestionId)
    if (!found) throw notFound('test question')
    await lockTestedSource(tx, scope, found.sourceId)
    // Read again: another change may have waited for the lock before this one.
    const before = await findTestQuestion(tx, scope, testQuestionId)
    if (!before) throw notFound('test question')
    const after = { ...before, ...withoutUndefined(changes) }
    if (isDeepStrictEqual(before, after)) return before
    const changed = await updateTestQuestion(tx, testQuestionId, after)
    await noteChange(context, before.sourceId)
    return changed
  },
})
