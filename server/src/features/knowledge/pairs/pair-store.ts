import { type SelectQueryBuilder, sql } from 'kysely'
import type { Reader } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'
import type { Scope } from '#kernel/scope.ts'
import { documentColumns } from '../documents/document-store.ts'
import type { PairRow } from './pair.ts'
import { visibleDocuments } from '../visible.ts'

/** Pairs with their answers. */
export const visiblePairs = (tx: Reader, scope: Scope) =>
  visibleDocuments(tx, scope)
    .select([...documentColumns, 'content'])
    .where('kind', '=', 'pair')

export const readPairRow = (tx: Reader, scope: Scope, documentId: string): Promise<PairRow | undefined> =>
  visiblePairs(tx, scope).where('id', '=', documentId).executeTakeFirst()

/** Those in whose question or answer these words stand as they are written. */
export const pairsWith = <O>(pairs: SelectQueryBuilder<Schema, 'documents', O>, words: string) =>
  pairs.where(
    sql<boolean>`(position(lower(${words}) IN lower(name)) > 0 OR position(lower(${words}) IN lower(content)) > 0)`,
  )
