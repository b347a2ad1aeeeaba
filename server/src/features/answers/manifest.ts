import type { Manifest } from '#kernel/manifest.ts'
import type { ContentColumn } from '#platform/database/reseal-content.ts'
import { renderJson } from '#platform/database/sealable.ts'

/** Columns with what people wrote, encrypted if the operator wants that. */
const contentColumns: readonly ContentColumn[] = [
  { table: 'tool_steps', column: 'input', key: ['reply_id', 'call_id'], render: renderJson },
  { table: 'tool_steps', column: 'output', key: ['reply_id', 'call_id'], render: renderJson },
]

export const manifest: Manifest = {
  contentColumns,
}
