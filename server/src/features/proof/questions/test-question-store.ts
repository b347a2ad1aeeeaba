import type { Selectable } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { TestQuestion } from '#contract/shapes/proof.ts'
import { lockTestedSource, markTested, noteChange } from '#features/knowledge/index.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'
import { Fault } from '#kernel/fault.ts'
import { storableText } from '#kernel/storable.ts'
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
  createdAt: row.created_at.toISOString(),
})

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
      questions.map(({ question, answer, expected }) => ({
        tenant_id: scope.tenantId,
        id: uuidv7(),
        source_id: sourceId,
        question: storableText(question),
        answer: storableText(answer),
        expected: JSON.stringify(
          expected.map(({ documentName, quote }) => ({
            documentName: storableText(documentName),
            quote: storableText(quote),
          })),
        ),
      })),
    )
    .returningAll()
    .execute()
  await markTested(tx, sourceId, true)
  await noteChange(context, sourceId)
  return rows.map(toTestQuestion)
}

/** Removes a test question. Its source is locked. */
export const removeTestQuestion = async (tx: Transaction, id: string): Promise<void> =>
  void (await tx.deleteFrom('test_questions').where('id', '=', id).execute())
