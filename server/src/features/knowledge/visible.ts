import type { Reader, Transaction } from '#platform/database/open.ts'
import { notFound } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import type { DocumentRow } from './documents/document.ts'
import { documentColumns } from './documents/document-store.ts'
import type { KnowledgeBaseRow } from './knowledge-bases/knowledge-base.ts'

/**
 * The knowledge bases that this actor may see: an actor that may search at all may search every knowledge base of the
 * tenant.
 */
export const visibleKnowledgeBases = (tx: Reader, scope: Scope) =>
  tx.selectFrom('knowledge_bases').where('knowledge_bases.tenant_id', '=', scope.tenantId)

/** The documents that this actor may see: those of visible knowledge bases. */
export const visibleDocuments = (tx: Reader, scope: Scope) =>
  tx.selectFrom('documents').where('documents.tenant_id', '=', scope.tenantId)

/** The knowledge base, or Fault `not_found`. */
export async function requireKnowledgeBase(tx: Reader, scope: Scope, id: string): Promise<KnowledgeBaseRow> {
  const row = await visibleKnowledgeBases(tx, scope).selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound('knowledge base')
  return row
}

/** The knowledge base, locked until the transaction ends, or Fault `not_found`. */
export async function lockKnowledgeBase(
  tx: Transaction,
  scope: Scope,
  id: string,
): Promise<KnowledgeBaseRow> {
  const row = await visibleKnowledgeBases(tx, scope)
    .selectAll()
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!row) throw notFound('knowledge base')
  return row
}

/** The latest document of that name in a knowledge base, to be replaced; the knowledge base is locked. */
export const findDocumentByName = (
  tx: Transaction,
  scope: Scope,
  { knowledgeBaseId, kind, name }: { knowledgeBaseId: string; kind: 'document' | 'faq-entry'; name: string },
) =>
  visibleDocuments(tx, scope)
    .select(['id', 'blob_key'])
    .where('knowledge_base_id', '=', knowledgeBaseId)
    .where('kind', '=', kind)
    .where('name', '=', name)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()

/** The knowledge base of each of these documents; those that this actor may not see are left out. */
export async function knowledgeBasesOfDocuments(
  tx: Reader,
  scope: Scope,
  documentIds: readonly string[],
): Promise<Map<string, string>> {
  if (documentIds.length === 0) return new Map()
  const rows = await visibleDocuments(tx, scope)
    .select(['id', 'knowledge_base_id'])
    .where('id', 'in', documentIds)
    .execute()
  return new Map(rows.map((row) => [row.id, row.knowledge_base_id]))
}

/** Throws Fault `not_found` unless each of these is a knowledge base that this actor may see. */
export async function requireKnowledgeBases(tx: Reader, scope: Scope, ids: readonly string[]): Promise<void> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return
  const rows = await visibleKnowledgeBases(tx, scope).select('id').where('id', 'in', wanted).execute()
  if (rows.length < wanted.length) throw notFound('knowledge base')
}

/** The names of these knowledge bases; deleted and invisible ones are left out. */
export async function findKnowledgeBaseNames(
  tx: Reader,
  scope: Scope,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await visibleKnowledgeBases(tx, scope)
    .select(['id', 'name'])
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** The ids of the knowledge bases of these names; of several with one name the oldest. */
export async function findKnowledgeBasesNamed(
  tx: Reader,
  scope: Scope,
  names: readonly string[],
): Promise<Map<string, string>> {
  if (names.length === 0) return new Map()
  const rows = await visibleKnowledgeBases(tx, scope)
    .select(['id', 'name'])
    .where('name', 'in', [...new Set(names)])
    .orderBy('id', 'desc')
    .execute()
  return new Map(rows.map(({ id, name }) => [name, id]))
}

/** The document without its text, or Fault `not_found`. */
export async function requireDocument(tx: Reader, scope: Scope, id: string): Promise<DocumentRow> {
  const row = await visibleDocuments(tx, scope)
    .select(documentColumns)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound('document')
  return row
}

/**
 * The document, locked together with its knowledge base until the transaction ends; null if there is none. The
 * knowledge base is always locked first, also by its deletion, so that two changes can never deadlock.
 */
export async function lockDocument(tx: Transaction, scope: Scope, id: string): Promise<DocumentRow | null> {
  const found = await visibleDocuments(tx, scope)
    .select('knowledge_base_id')
    .where('id', '=', id)
    .executeTakeFirst()
  if (!found) return null
  await visibleKnowledgeBases(tx, scope)
    .select('id')
    .where('id', '=', found.knowledge_base_id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  const row = await visibleDocuments(tx, scope)
    .select(documentColumns)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row ?? null
}
