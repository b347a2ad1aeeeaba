import type { ContentColumn } from '#platform/database/reseal-content.ts'

/** What people wrote here, sealed where the operator wants that. */
export const contentColumns: readonly ContentColumn[] = [
  { table: 'suggestions', column: 'instructions', key: ['id'] },
  { table: 'suggestions', column: 'reason', key: ['id'] },
  { table: 'suggestions', column: 'idea', key: ['id'], isList: true },
]
