import { sql, type Updateable } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'
import type { Scope } from '#kernel/scope.ts'
import { visibleKnowledgeBases } from '../visible.ts'

/** Knowledge bases with their numbers of documents and of passages in ready documents. */
export const countedKnowledgeBases = (tx: Reader, scope: Scope) =>
  visibleKnowledgeBases(tx, scope)
    .selectAll('knowledge_bases')
    .select([
      sql<number>`(SELECT count(*) FROM documents d WHERE d.tenant_id = knowledge_bases.tenant_id AND d.knowledge_base_id = knowledge_bases.id)`.as(
        'documents',
      ),
      sql<number>`(SELECT coalesce(sum(d.passage_count), 0) FROM documents d
        WHERE d.tenant_id = knowledge_bases.tenant_id AND d.knowledge_base_id = knowledge_bases.id)`.as(
        'ready_passages',
      ),
      sql<number>`(SELECT count(*) FROM documents d WHERE d.tenant_id = knowledge_bases.tenant_id AND d.knowledge_base_id = knowledge_bases.id
        AND d.state NOT IN ('ready', 'failed'))`.as('waiting'),
      sql<number>`(SELECT count(*) FROM documents d WHERE d.tenant_id = knowledge_bases.tenant_id AND d.knowledge_base_id = knowledge_bases.id
        AND d.blocked_revision IS NOT NULL)`.as('blocked'),
      sql<number>`(SELECT count(*) FROM passage_vectors v WHERE v.tenant_id = knowledge_bases.tenant_id
        AND v.knowledge_base_id = knowledge_bases.id AND v.model = knowledge_bases.embedding_model)`.as(
        'embedded_passages',
      ),
    ])

export const insertKnowledgeBase = async (
  tx: Transaction,
  scope: Scope,
  facts: { name: string; description: string; embedding_model: string | null; trusts_links: boolean },
): Promise<string> => {
  const id = uuidv7()
  await tx
    .insertInto('knowledge_bases')
    .values({ tenant_id: scope.tenantId, id, ...facts })
    .execute()
  return id
}

export const updateKnowledgeBase = async (
  tx: Transaction,
  id: string,
  change: Pick<
    Updateable<Schema['knowledge_bases']>,
    | 'name'
    | 'description'
    | 'embedding_model'
    | 'embedding_error_code'
    | 'embedding_due_at'
    | 'passage_tokens'
    | 'overlap_tokens'
    | 'quality_gate'
    | 'trusts_links'
  >,
) =>
  void (await tx
    .updateTable('knowledge_bases')
    .set({ ...change, updated_at: sql<Date>`now()` })
    .where('id', '=', id)
    .execute())

/** Starts a new generation: all documents have to be indexed again. */
export const beginGeneration = async (tx: Transaction, id: string) =>
  void (await tx
    .updateTable('knowledge_bases')
    .set({ generation: sql<number>`generation + 1` })
    .where('id', '=', id)
    .execute())

/** Removes a knowledge base with its documents, passages and statistics. */
export const deleteKnowledgeBaseRow = async (tx: Transaction, id: string) =>
  void (await tx.deleteFrom('knowledge_bases').where('id', '=', id).execute())
