import type { ContentColumn } from '#platform/database/reseal-content.ts'

/** What people wrote here, sealed where the operator wants that. */
export const contentColumns: readonly ContentColumn[] = [
  { table: 'scheduled_messages', column: 'text', key: ['id'] },
  { table: 'proactive_checks', column: 'text', key: ['id'] },
  { table: 'proactive_checks', column: 'reason', key: ['id'] },
]
