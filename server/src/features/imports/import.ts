import type { Selectable } from 'kysely'
import type { Import } from '#contract/shapes/import.ts'
import type { Schema } from '#platform/database/schema.ts'

export type ImportRow = Selectable<Schema['imports']>

/** The number of failures that are listed; the others are only counted. */
export const FAILURES_MAX = 100

export const toImport = (row: ImportRow): Import => ({
  id: row.id,
  fileName: row.file_name,
  projectId: row.project_id,
  state: row.state as Import['state'],
  total: row.items_total,
  imported: row.imported,
  skipped: row.skipped,
  failed: row.failed,
  failures: row.failures as Import['failures'],
  detail: row.detail,
  createdAt: row.created_at.toISOString(),
  endedAt: row.ended_at?.toISOString() ?? null,
})
