import { type Selectable, sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { UnansweredQuestion } from '#contract/shapes/unanswered.ts'
import { bytesOf, vectorOf } from '#features/knowledge/index.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'
import { notFound } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import { keyOf, type Wording } from './alike.ts'

const SHOWN_MAX = 100
const COMPARED_MAX = 500
const WORDINGS_MAX = 10

type UnansweredRow = Omit<Selectable<Schema['unanswered_questions']>, 'vector'>

const columns = [
  'tenant_id',
  'id',
  'key',
  'question',
  'wordings',
  'embedding_model',
  'times',
  'conversation_id',
  'state',
  'answer',
  'knowledge_base_id',
  'document_id',
  'last_at',
] as const

const toUnanswered = (row: UnansweredRow): UnansweredQuestion => ({
  id: row.id,
  question: row.question,
  wordings: row.wordings,
  times: row.times,
  conversationId: row.conversation_id,
  state: row.state as UnansweredQuestion['state'],
  answer: row.answer,
  knowledgeBaseId: row.knowledge_base_id,
  documentId: row.document_id,
  lastAt: row.last_at.toISOString(),
})

export const findByKey = async (tx: Reader, key: string): Promise<string | null> =>
  (await tx.selectFrom('unanswered_questions').select('id').where('key', '=', key).executeTakeFirst())?.id ??
  null

/** The most recent questions, for comparison. */
export async function wordingsToCompare(tx: Reader): Promise<(Wording & { readonly id: string })[]> {
  const rows = await tx
    .selectFrom('unanswered_questions')
    .select(['id', 'question', 'embedding_model', 'vector'])
    .orderBy('last_at', 'desc')
    .limit(COMPARED_MAX)
    .execute()
  return rows.map(({ id, question, embedding_model, vector }) => ({
    id,
    question,
    model: embedding_model,
    vector: vector && vectorOf(Buffer.from(vector)),
  }))
}

/** Counts a question again; a settled one reopens. Returns its ID, or null if it is gone. */
export async function countUnanswered(
  tx: Transaction,
  id: string,
  wording: string,
  conversationId: string | null,
): Promise<string | null> {
  const row = await tx
    .updateTable('unanswered_questions')
    .set({
      ...asked,
      conversation_id: conversationId,
      wordings: sql<string[]>`CASE
        WHEN question = ${wording} OR ${wording} = ANY (wordings) OR cardinality(wordings) >= ${WORDINGS_MAX} THEN wordings
        ELSE array_append(wordings, ${wording}) END`,
    })
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst()
  return row?.id ?? null
}

const asked = {
  times: sql<number>`unanswered_questions.times + 1`,
  last_at: sql<Date>`now()`,
  state: sql<string>`CASE unanswered_questions.state WHEN 'published' THEN 'open' ELSE unanswered_questions.state END`,
}

/** Stores a new question. */
export async function insertUnanswered(
  tx: Transaction,
  scope: Scope,
  { question, model, vector }: Wording,
  conversationId: string | null,
): Promise<string> {
  const { id } = await tx
    .insertInto('unanswered_questions')
    .values({
      tenant_id: scope.tenantId,
      id: uuidv7(),
      key: keyOf(question),
      question,
      embedding_model: vector && model,
      vector: vector && bytesOf(vector),
      conversation_id: conversationId,
    })
    // Another process may have received the same question at the same time.
    .onConflict((on) =>
      on.columns(['tenant_id', 'key']).doUpdateSet({ ...asked, conversation_id: conversationId }),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Questions in one of these states, most frequent first. */
export const unansweredIn = async (
  tx: Reader,
  states: readonly UnansweredQuestion['state'][],
): Promise<UnansweredQuestion[]> =>
  (
    await tx
      .selectFrom('unanswered_questions')
      .select(columns)
      .where('state', 'in', states)
      .orderBy('times', 'desc')
      .orderBy('last_at', 'desc')
      .limit(SHOWN_MAX)
      .execute()
  ).map(toUnanswered)

/** The question, locked, or Fault `not_found`. */
export async function requireUnanswered(
  tx: Transaction,
  scope: Scope,
  id: string,
): Promise<UnansweredQuestion> {
  const row = await tx
    .selectFrom('unanswered_questions')
    .select(columns)
    .where('tenant_id', '=', scope.tenantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound('question')
  return toUnanswered(row)
}

type Change = Partial<
  Pick<UnansweredQuestion, 'question' | 'state' | 'answer' | 'knowledgeBaseId' | 'documentId'>
>

export const updateUnanswered = async (
  tx: Transaction,
  id: string,
  { knowledgeBaseId, documentId, ...change }: Change,
): Promise<UnansweredQuestion> =>
  toUnanswered(
    await tx
      .updateTable('unanswered_questions')
      .set({
        ...change,
        ...(knowledgeBaseId !== undefined && { knowledge_base_id: knowledgeBaseId }),
        ...(documentId !== undefined && { document_id: documentId }),
      })
      .where('id', '=', id)
      .returning(columns)
      .executeTakeFirstOrThrow(),
  )
