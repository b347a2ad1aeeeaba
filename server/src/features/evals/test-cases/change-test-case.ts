import { isDeepStrictEqual } from 'node:util'
import { ChangeTestCase, TestCase } from '#contract/shapes/evals.ts'
import { lockTestedKnowledgeBase, noteChange } from '#features/knowledge/index.ts'
import { notFound } from '#kernel/fault.ts'
import { withoutUndefined } from '#kernel/guard.ts'
import { command } from '#kernel/use-case.ts'
import { findTestCase, updateTestCase } from './test-case-store.ts'

/** Changes a test case or what is expected of its answer; what earlier runs said of it stays as it was asked then. */
export const changeTestCase = command({
  name: 'test-case.change',
  permission: 'knowledge:write',
  input: ChangeTestCase,
  output: TestCase,
  async run(context, { testCaseId, ...changes }) {
    const { tx, scope } = context
    const found = await findTestCase(tx, scope, testCaseId)
    if (!found) throw notFound('test case')
    await lockTestedKnowledgeBase(tx, scope, found.knowledgeBaseId)
    // Read again: another change may have waited for the lock before this one.
    const before = await findTestCase(tx, scope, testCaseId)
    if (!before) throw notFound('test case')
    const after = { ...before, ...withoutUndefined(changes) }
    if (isDeepStrictEqual(before, after)) return before
    const changed = await updateTestCase(tx, testCaseId, after)
    await noteChange(context, before.knowledgeBaseId)
    return changed
  },
})
