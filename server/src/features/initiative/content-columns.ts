import type { ContentColumn } from '#platform/database/reseal-content.ts'

/** What people wrote here, sealed where the operator wants that. */
export const contentColumns: readonly ContentColumn[] = [
  { table: 'planned_messages', column: 'text', key: ['id'] },
  { table: 'look_decisions', column: 'text', key: ['id'] },
  { table: 'look_decisions', column: 'reason', key: ['id'] },
]
