import { type Selectable, sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { TestQuestion } from '#contract/shapes/proof.ts'
import { lockTestedSource, markTested, noteChange } from '#features/knowledge/index.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'
import { Fault } from '#kernel/fault.ts'
import { storableJson } from '#kernel/storable.ts'
import type { Scope } from '#kernel/scope.ts'
import type { CommandContext } from '#kernel/use-case.ts'

const QUESTIONS_MAX = 500

type TestQuestionRow = Selectable<Schema['test_questions']>
export type NewTestQuestion = Pick<TestQuestion, 'question' | 'answer' | 'expected'>

const toTestQuestion = (row: TestQuestionRow): TestQuestion => ({
  id: row.id,
  sourceId: row.source_id,
  question: row.question,
  answer: row.answer,
  expected: row.expected as unknown as TestQuestion['expected'],
  revision: row.revision,
  createdAt: row.created_at.toISOString(),
})

const columnsOf = (given: NewTestQuestion) => {
  const { question, answer, expected } = storableJson(given) as NewTestQuestion
  return { question, answer, expected: JSON.stringify(expected) }
}

/** The test questions of a source, in the order in which they came. */
export const testQuestionsOf = async (tx: Reader, sourceId: string): Promise<TestQuestion[]> =>
  (
    await tx
      .selectFrom('test_questions')
      .selectAll()
      .where('source_id', '=', sourceId)
      .orderBy('id')
      .execute()
  ).map(toTestQuestion)

export async function findTestQuestion(tx: Reader, scope: Scope, id: string): Promise<TestQuestion | null> {
  const row = await tx
    .selectFrom('test_questions')
    .selectAll()
    .where('tenant_id', '=', scope.tenantId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? toTestQuestion(row) : null
}

/**
 * Stores test questions; from then on the source is tested after each change. Throws Fault `not_found` without that
 * source, `limit_reached` when it would have too many to be run.
 */
export async function insertTestQuestions(
  context: CommandContext,
  sourceId: string,
  questions: readonly NewTestQuestion[],
): Promise<TestQuestion[]> {
  const { tx, scope } = context
  await lockTestedSource(tx, scope, sourceId)
  const { length } = await testQuestionsOf(tx, sourceId)
  if (length + questions.length > QUESTIONS_MAX)
    throw new Fault('limit_reached', `A source has at most ${QUESTIONS_MAX} test questions.`)
  if (questions.length === 0) return []
  const rows = await tx
    .insertInto('test_questions')
    .values(
      questions.map((question) => ({
        tenant_id: scope.tenantId,
        id: uuidv7(),
        source_id: sourceId,
        ...columnsOf(question),
      })),
    )
    .returningAll()
    .execute()
  await markTested(tx, sourceId, true)
  await noteChange(context, sourceId)
  return rows.map(toTestQuestion)
}

/** Asks or expects something else of now on; results of before are not compared with later ones. Its source is locked. */
export const updateTestQuestion = async (
  tx: Transaction,
  id: string,
  question: NewTestQuestion,
): Promise<TestQuestion> =>
  toTestQuestion(
    await tx
      .updateTable('test_questions')
      .set({ ...columnsOf(question), revision: sql<number>`revision + 1` })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow(),
  )

/** Removes a test question. Its source is locked. */
export const removeTestQuestion = async (tx: Transaction, id: string): Promise<void> =>
  void (await tx.deleteFrom('test_questions').where('id', '=', id).execute())
