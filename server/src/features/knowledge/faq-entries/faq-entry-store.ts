import { type SelectQueryBuilder, sql } from 'kysely'
import type { Reader } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'
import type { Scope } from '#kernel/scope.ts'
import { documentColumns } from '../documents/document-store.ts'
import type { FaqEntryRow } from './faq-entry.ts'
import { visibleDocuments } from '../visible.ts'

/** FAQ entries with their answers. */
export const visibleFaqEntries = (tx: Reader, scope: Scope) =>
  visibleDocuments(tx, scope)
    .select([...documentColumns, 'content'])
    .where('kind', '=', 'faq-entry')

export const readFaqEntryRow = (
  tx: Reader,
  scope: Scope,
  documentId: string,
): Promise<FaqEntryRow | undefined> =>
  visibleFaqEntries(tx, scope).where('id', '=', documentId).executeTakeFirst()

/** Those whose question or answer contains these words literally. */
export const faqEntriesWith = <O>(faqEntries: SelectQueryBuilder<Schema, 'documents', O>, words: string) =>
  faqEntries.where(
    sql<boolean>`(position(lower(${words}) IN lower(name)) > 0 OR position(lower(${words}) IN lower(content)) > 0)`,
  )
