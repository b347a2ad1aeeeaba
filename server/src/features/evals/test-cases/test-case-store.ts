import { type Selectable, sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { TestCase } from '#contract/shapes/evals.ts'
import { lockTestedKnowledgeBase, markTested, noteChange } from '#features/knowledge/index.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'
import { Fault } from '#kernel/fault.ts'
import { storableJson } from '#kernel/storable.ts'
import type { Scope } from '#kernel/scope.ts'
import type { CommandContext } from '#kernel/use-case.ts'

const TEST_CASES_MAX = 500

type TestCaseRow = Selectable<Schema['test_cases']>
export type NewTestCase = Pick<TestCase, 'question' | 'answer' | 'expected'>

const toTestCase = (row: TestCaseRow): TestCase => ({
  id: row.id,
  knowledgeBaseId: row.knowledge_base_id,
  question: row.question,
  answer: row.answer,
  expected: row.expected as unknown as TestCase['expected'],
  revision: row.revision,
  createdAt: row.created_at.toISOString(),
})

const columnsOf = (given: NewTestCase) => {
  const { question, answer, expected } = storableJson(given) as NewTestCase
  return { question, answer, expected: JSON.stringify(expected) }
}

/** The test cases of a knowledge base, in order of creation. */
export const testCasesOf = async (tx: Reader, knowledgeBaseId: string): Promise<TestCase[]> =>
  (
    await tx
      .selectFrom('test_cases')
      .selectAll()
      .where('knowledge_base_id', '=', knowledgeBaseId)
      .orderBy('id')
      .execute()
  ).map(toTestCase)

export async function findTestCase(tx: Reader, scope: Scope, id: string): Promise<TestCase | null> {
  const row = await tx
    .selectFrom('test_cases')
    .selectAll()
    .where('tenant_id', '=', scope.tenantId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? toTestCase(row) : null
}

/**
 * Stores test cases; from then on the knowledge base is tested after each change. Throws Fault `not_found` without that
 * knowledge base, `limit_reached` when it would have too many to be run.
 */
export async function insertTestCases(
  context: CommandContext,
  knowledgeBaseId: string,
  testCases: readonly NewTestCase[],
): Promise<TestCase[]> {
  const { tx, scope } = context
  await lockTestedKnowledgeBase(tx, scope, knowledgeBaseId)
  const { length } = await testCasesOf(tx, knowledgeBaseId)
  if (length + testCases.length > TEST_CASES_MAX)
    throw new Fault('limit_reached', `A knowledge base can have at most ${TEST_CASES_MAX} test cases.`)
  if (testCases.length === 0) return []
  const rows = await tx
    .insertInto('test_cases')
    .values(
      testCases.map((testCase) => ({
        tenant_id: scope.tenantId,
        id: uuidv7(),
        knowledge_base_id: knowledgeBaseId,
        ...columnsOf(testCase),
      })),
    )
    .returningAll()
    .execute()
  await markTested(tx, knowledgeBaseId, true)
  await noteChange(context, knowledgeBaseId)
  return rows.map(toTestCase)
}

/** Changes a test case; earlier results are not compared with later ones. Its knowledge base is locked. */
export const updateTestCase = async (tx: Transaction, id: string, testCase: NewTestCase): Promise<TestCase> =>
  toTestCase(
    await tx
      .updateTable('test_cases')
      .set({ ...columnsOf(testCase), revision: sql<number>`revision + 1` })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow(),
  )

/** Removes a test case. Its knowledge base is locked. */
export const removeTestCase = async (tx: Transaction, id: string): Promise<void> =>
  void (await tx.deleteFrom('test_cases').where('id', '=', id).execute())
