import { isDeepStrictEqual } from 'node:util'
import {
  AddTestCase,
  TestCase,
  ChangeTestCase,
  TestCaseRef,
  TestedKnowledgeBase,
  TestCaseList,
} from '#contract/shapes/evals.ts'
import {
  lockTestedKnowledgeBase,
  noteChange,
  markTested,
  requireKnowledgeBases,
} from '#features/knowledge/index.ts'
import { impossible, notFound } from '#kernel/fault.ts'
import { command, query } from '#kernel/use-case.ts'
import { withoutUndefined } from '#kernel/guard.ts'
import {
  insertTestCases,
  findTestCase,
  updateTestCase,
  removeTestCase,
  testCasesOf,
} from './test-case-store.ts'

/** Adds a test case: a question with the expected result. */
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

/** Changes a test case; results of earlier runs stay as they were. */
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
    // Read again: another change may have held the lock before.
    const before = await findTestCase(tx, scope, testCaseId)
    if (!before) throw notFound('test case')
    const after = { ...before, ...withoutUndefined(changes) }
    if (isDeepStrictEqual(before, after)) return before
    const changed = await updateTestCase(tx, testCaseId, after)
    await noteChange(context, before.knowledgeBaseId)
    return changed
  },
})

/** Deletes a test case; results of earlier runs stay. */
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
    // Without it, blocked content may pass; without any test case, nothing is blocked.
    await noteChange(context, found.knowledgeBaseId)
    if ((await testCasesOf(tx, found.knowledgeBaseId)).length === 0)
      await markTested(tx, found.knowledgeBaseId, false)
  },
})

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
