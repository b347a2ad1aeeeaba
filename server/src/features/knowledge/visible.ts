import type { Reader, Transaction } from '#platform/database/open.ts'
import { notFound } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import type { DocumentRow } from './documents/document.ts'
import { documentColumns } from './documents/document-store.ts'
import type { SourceRow } from './sources/source.ts'

/** The sources that this actor may see: who may look things up at all may look in every source of the tenant. */
export const visibleSources = (tx: Reader, scope: Scope) =>
  tx.selectFrom('sources').where('sources.tenant_id', '=', scope.tenantId)

/** The documents that this actor may see: those of visible sources. */
export const visibleDocuments = (tx: Reader, scope: Scope) =>
  tx.selectFrom('documents').where('documents.tenant_id', '=', scope.tenantId)

/** The source, or Fault `not_found`. */
export async function requireSource(tx: Reader, scope: Scope, id: string): Promise<SourceRow> {
  const row = await visibleSources(tx, scope).selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound('source')
  return row
}

/** The source, locked until the transaction ends, or Fault `not_found`. */
export async function lockSource(tx: Transaction, scope: Scope, id: string): Promise<SourceRow> {
  const row = await visibleSources(tx, scope)
    .selectAll()
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!row) throw notFound('source')
  return row
}

/** The latest document of that name in a source, to be replaced; the source is locked. */
export const findDocumentByName = (
  tx: Transaction,
  scope: Scope,
  { sourceId, kind, name }: { sourceId: string; kind: 'document' | 'pair'; name: string },
) =>
  visibleDocuments(tx, scope)
    .select(['id', 'blob_key'])
    .where('source_id', '=', sourceId)
    .where('kind', '=', kind)
    .where('name', '=', name)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()

/** Which source each of these documents is of; those that this actor may not see are left out. */
export async function sourcesOfDocuments(
  tx: Reader,
  scope: Scope,
  documentIds: readonly string[],
): Promise<Map<string, string>> {
  if (documentIds.length === 0) return new Map()
  const rows = await visibleDocuments(tx, scope)
    .select(['id', 'source_id'])
    .where('id', 'in', documentIds)
    .execute()
  return new Map(rows.map((row) => [row.id, row.source_id]))
}

/** Throws Fault `not_found` unless each of these is a source that this actor may see. */
export async function requireSources(tx: Reader, scope: Scope, ids: readonly string[]): Promise<void> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return
  const rows = await visibleSources(tx, scope).select('id').where('id', 'in', wanted).execute()
  if (rows.length < wanted.length) throw notFound('source')
}

/** What these sources are called; one that is gone, or that this actor may not see, is not there. */
export async function findSourceNames(
  tx: Reader,
  scope: Scope,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await visibleSources(tx, scope)
    .select(['id', 'name'])
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** The ids of the sources of these names; of several with one name the oldest. */
export async function findSourcesNamed(
  tx: Reader,
  scope: Scope,
  names: readonly string[],
): Promise<Map<string, string>> {
  if (names.length === 0) return new Map()
  const rows = await visibleSources(tx, scope)
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
 * The document, locked together with its source until the transaction ends; null when there is none. The source is
 * always locked first, as its deletion does, so that two changes wait for each other and never for ever.
 */
export async function lockDocument(tx: Transaction, scope: Scope, id: string): Promise<DocumentRow | null> {
  const found = await visibleDocuments(tx, scope).select('source_id').where('id', '=', id).executeTakeFirst()
  if (!found) return null
  await visibleSources(tx, scope)
    .select('id')
    .where('id', '=', found.source_id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  const row = await visibleDocuments(tx, scope)
    .select(documentColumns)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row ?? null
}
