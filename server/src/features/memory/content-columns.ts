import type { ContentColumn } from '#platform/database/reseal-content.ts'

/** What people wrote here, sealed where the operator wants that. */
export const contentColumns: readonly ContentColumn[] = [
  { table: 'memories', column: 'text', key: ['id'] },
  { table: 'memories', column: 'terms', key: ['id'], isList: true },
]
