import type { Manifest } from '#kernel/manifest.ts'
import { contentColumns } from './content-columns.ts'
import { jobHandlers } from './jobs.ts'

export const manifest: Manifest = {
  jobHandlers,
  contentColumns,
}
