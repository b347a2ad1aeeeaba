import type { ContentColumn } from '#platform/database/reseal-content.ts'
import { renderJson } from '#platform/database/sealable.ts'

/** What people wrote here, sealed where the operator wants that. */
export const contentColumns: readonly ContentColumn[] = [
  { table: 'inbox_entries', column: 'text', key: ['id'] },
  { table: 'inbox_entries', column: 'summary', key: ['id'], render: renderJson },
  { table: 'inbox_states', column: 'asked_text', key: ['conversation_id'] },
]
