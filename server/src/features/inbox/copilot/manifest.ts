import { inboxSumUp } from '#features/inbox/handoff/index.ts'
import type { Manifest } from '#kernel/manifest.ts'
import { jobHandler } from '#kernel/jobs.ts'
import type { ContentColumn } from '#platform/database/reseal-content.ts'
import { sumUp } from './summary.ts'

/** Columns with what people wrote, encrypted if the operator wants that. */
const contentColumns: readonly ContentColumn[] = [
  { table: 'message_translations', column: 'text', key: ['message_id', 'language'] },
]

const jobHandlers = [jobHandler(inboxSumUp, { work: sumUp, concurrency: 2 })]

export const manifest: Manifest = {
  jobHandlers,
  contentColumns,
}
