import { sql } from 'kysely'
import type { UsageCounter } from '#kernel/usage-counter.ts'

/** Documents count each; of their bytes those that came as text, since a file's are counted where it was uploaded. */
export const measureDocuments: UsageCounter = (tx) =>
  tx
    .selectFrom('documents')
    .select([
      sql<number>`count(*)::float8`.as('documents'),
      sql<number>`coalesce(sum(size_bytes) FILTER (WHERE blob_key IS NULL), 0)::float8`.as('storageBytes'),
    ])
    .executeTakeFirstOrThrow()
