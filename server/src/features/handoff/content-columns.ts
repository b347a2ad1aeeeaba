import type { ContentColumn } from '#platform/database/reseal-content.ts'
import { renderJson } from '#platform/database/sealable.ts'

/** What people wrote here, sealed where the operator wants that. */
export const contentColumns: readonly ContentColumn[] = [
  { table: 'desk_entries', column: 'text', key: ['id'] },
  { table: 'desk_entries', column: 'summary', key: ['id'], render: renderJson },
  { table: 'desk_states', column: 'asked_text', key: ['conversation_id'] },
]
