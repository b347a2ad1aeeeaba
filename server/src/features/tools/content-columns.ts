import type { ContentColumn } from '#platform/database/reseal-content.ts'
import { renderJson } from '#platform/database/sealable.ts'

/** What people wrote here, sealed where the operator wants that. */
export const contentColumns: readonly ContentColumn[] = [
  { table: 'tool_approvals', column: 'input', key: ['id'], render: renderJson },
]
