import { z } from 'zod'
import type { ForeignRow } from '#platform/database/foreign/staging.ts'

/** One of some words. Its server stored their names in capitals, and the tables of its documents in small letters. */
export const wordIn = <Word extends string>(
  row: ForeignRow,
  column: string,
  words: readonly Word[],
): Word | null => words.find((word) => word === row[column]?.toLowerCase()) ?? null

/** The UUID beside the number; null for an invalid one. */
export const uuidIn = (row: ForeignRow): string | null =>
  z.uuid().safeParse(row.uuid?.toLowerCase()).data ?? null
