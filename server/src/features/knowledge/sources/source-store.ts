import { sql, type Updateable } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'
import type { Scope } from '#kernel/scope.ts'
import { visibleSources } from '../visible.ts'

/** Sources with how many documents and how many passages of ready documents they have. */
export const countedSources = (tx: Reader, scope: Scope) =>
  visibleSources(tx, scope)
    .selectAll('sources')
    .select([
      sql<number>`(SELECT count(*) FROM documents d WHERE d.tenant_id = sources.tenant_id AND d.source_id = sources.id)`.as(
        'documents',
      ),
      sql<number>`(SELECT coalesce(sum(d.passage_count), 0) FROM documents d
        WHERE d.tenant_id = sources.tenant_id AND d.source_id = sources.id)`.as('ready_passages'),
      sql<number>`(SELECT count(*) FROM documents d WHERE d.tenant_id = sources.tenant_id AND d.source_id = sources.id
        AND d.state NOT IN ('ready', 'failed'))`.as('waiting'),
      sql<number>`(SELECT count(*) FROM documents d WHERE d.tenant_id = sources.tenant_id AND d.source_id = sources.id
        AND d.held_revision IS NOT NULL)`.as('held'),
      sql<number>`(SELECT count(*) FROM passage_vectors v WHERE v.tenant_id = sources.tenant_id
        AND v.source_id = sources.id AND v.model = sources.embedding_model)`.as('embedded_passages'),
    ])

export const insertSource = async (
  tx: Transaction,
  scope: Scope,
  facts: { name: string; description: string; embedding_model: string | null; trusts_links: boolean },
): Promise<string> => {
  const id = uuidv7()
  await tx
    .insertInto('sources')
    .values({ tenant_id: scope.tenantId, id, ...facts })
    .execute()
  return id
}

export const updateSource = async (
  tx: Transaction,
  id: string,
  change: Pick<
    Updateable<Schema['sources']>,
    | 'name'
    | 'description'
    | 'embedding_model'
    | 'embedding_trouble'
    | 'embedding_due_at'
    | 'passage_tokens'
    | 'overlap_tokens'
    | 'gate'
    | 'trusts_links'
  >,
) =>
  void (await tx
    .updateTable('sources')
    .set({ ...change, updated_at: sql<Date>`now()` })
    .where('id', '=', id)
    .execute())

/** All documents are to be indexed anew. */
export const beginGeneration = async (tx: Transaction, id: string) =>
  void (await tx
    .updateTable('sources')
    .set({ generation: sql<number>`generation + 1` })
    .where('id', '=', id)
    .execute())

/** Removes a source with its documents, passages and statistics. */
export const deleteSourceRow = async (tx: Transaction, id: string) =>
  void (await tx.deleteFrom('sources').where('id', '=', id).execute())
