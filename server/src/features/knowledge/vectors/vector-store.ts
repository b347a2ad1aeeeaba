import { sql } from 'kysely'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Scope } from '#kernel/scope.ts'

/** A passage to embed, with its headings. */
export interface UnembeddedPassage {
  readonly id: string
  readonly document_id: string
  readonly ordinal: number
  readonly document_name: string
  readonly heading_path: string[]
  readonly text: string
}

/** Where going through a knowledge base is: after this passage. */
export interface Place {
  readonly documentId: string
  readonly ordinal: number
}

/** The next passages, live or blocked, without a vector of the model, in a stable order. */
export async function nextUnembedded(
  tx: Reader,
  scope: Scope,
  {
    knowledgeBaseId,
    model,
    after,
    limit,
  }: { knowledgeBaseId: string; model: string; after: Place | null; limit: number },
): Promise<UnembeddedPassage[]> {
  const { rows } = await sql<UnembeddedPassage>`
    SELECT p.id, p.document_id, p.ordinal, d.name AS document_name, p.heading_path, p.text
    FROM documents d
    JOIN passages p ON p.tenant_id = d.tenant_id AND p.document_id = d.id AND p.revision IN (d.live_revision, d.blocked_revision)
    LEFT JOIN passage_vectors v ON v.tenant_id = p.tenant_id AND v.passage_id = p.id AND v.model = ${model}
    WHERE d.tenant_id = ${scope.tenantId} AND d.knowledge_base_id = ${knowledgeBaseId} AND v.passage_id IS NULL
      AND d.id >= ${after?.documentId ?? '00000000-0000-0000-0000-000000000000'}::uuid
      AND (d.id, p.ordinal) > (${after?.documentId ?? '00000000-0000-0000-0000-000000000000'}::uuid, ${after?.ordinal ?? -1}::integer)
    ORDER BY d.id, p.ordinal LIMIT ${limit}`.execute(tx)
  return rows
}

export interface MadeVector {
  readonly passageId: string
  readonly vector: Buffer
}

/**
 * Stores vectors in place of those of another model; deleted passages are skipped. Returns false, and stores nothing,
 * if the knowledge base has another model by now. The knowledge base stays locked.
 */
export async function insertVectors(
  tx: Transaction,
  scope: Scope,
  { knowledgeBaseId, model, made }: { knowledgeBaseId: string; model: string; made: readonly MadeVector[] },
): Promise<boolean> {
  const { rows } = await sql<{ vector_position: number }>`
    UPDATE knowledge_bases SET vector_position = vector_position + ${made.length}, embedding_error_code = NULL, embedding_due_at = NULL
    WHERE tenant_id = ${scope.tenantId} AND id = ${knowledgeBaseId} AND embedding_model = ${model}
    RETURNING vector_position - ${made.length} AS vector_position`.execute(tx)
  const [counter] = rows
  if (!counter) return false
  await sql`
    INSERT INTO passage_vectors (tenant_id, passage_id, knowledge_base_id, model, position, vector)
    SELECT ${scope.tenantId}::uuid, p.id, ${knowledgeBaseId}::uuid, ${model}, ${counter.vector_position}::bigint + n.at, n.vector
    FROM unnest(${made.map(({ passageId }) => passageId)}::uuid[], ${made.map(({ vector }) => vector)}::bytea[])
      WITH ORDINALITY AS n (passage_id, vector, at)
    JOIN passages p ON p.tenant_id = ${scope.tenantId} AND p.id = n.passage_id
    ON CONFLICT (tenant_id, passage_id)
    DO UPDATE SET model = excluded.model, position = excluded.position, vector = excluded.vector`.execute(tx)
  return true
}

export interface StoredVector {
  readonly passage_id: string
  readonly position: number
  readonly vector: Buffer
}

/** The vectors of a knowledge base after a position, in order. */
export const vectorsAfter = (
  tx: Reader,
  scope: Scope,
  {
    knowledgeBaseId,
    model,
    position,
    limit,
  }: { knowledgeBaseId: string; model: string; position: number; limit: number },
): Promise<StoredVector[]> =>
  tx
    .selectFrom('passage_vectors')
    .select(['passage_id', 'position', 'vector'])
    .where('tenant_id', '=', scope.tenantId)
    .where('knowledge_base_id', '=', knowledgeBaseId)
    .where('model', '=', model)
    .where('position', '>', position)
    .orderBy('position')
    .limit(limit)
    .$castTo<StoredVector>()
    .execute()

/** Which of these passages have no vector any more. */
export async function withoutVector(
  tx: Reader,
  scope: Scope,
  passageIds: readonly string[],
): Promise<string[]> {
  if (passageIds.length === 0) return []
  const rows = await tx
    .selectFrom('passage_vectors')
    .select('passage_id')
    .where('tenant_id', '=', scope.tenantId)
    .where('passage_id', 'in', passageIds)
    .execute()
  const known = new Set(rows.map(({ passage_id }) => passage_id))
  return passageIds.filter((id) => !known.has(id))
}

/** The given knowledge bases, or with null all, that have an embedding model. */
export const embeddedKnowledgeBases = (
  tx: Reader,
  scope: Scope,
  knowledgeBaseIds: readonly string[] | null,
): Promise<{ id: string; model: string; errorCode: string | null }[]> => {
  const all = tx
    .selectFrom('knowledge_bases')
    .select(['id', 'embedding_model as model', 'embedding_error_code as errorCode'])
    .where('tenant_id', '=', scope.tenantId)
    .where('embedding_model', 'is not', null)
  return (knowledgeBaseIds ? all.where('id', 'in', knowledgeBaseIds) : all)
    .$castTo<{ id: string; model: string; errorCode: string | null }>()
    .execute()
}
