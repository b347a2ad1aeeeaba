import { sql } from 'kysely'
import type { UsageCounter } from '#kernel/usage-counter.ts'

/** Counts all documents, and the bytes of those that were sent as text, since files count where they were uploaded. */
export const measureDocuments: UsageCounter = (tx) =>
  tx
    .selectFrom('documents')
    .select([
      sql<number>`count(*)::float8`.as('documents'),
      sql<number>`coalesce(sum(size_bytes) FILTER (WHERE blob_key IS NULL), 0)::float8`.as('storageBytes'),
    ])
    .executeTakeFirstOrThrow()
