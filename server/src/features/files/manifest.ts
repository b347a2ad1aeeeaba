import type { Manifest } from '#kernel/manifest.ts'
import { contentColumns } from './content-columns.ts'
import { jobHandlers } from './jobs.ts'
import { personalFileTexts } from './personal-data.ts'

export const manifest: Manifest = {
  jobHandlers,
  contentColumns,
  personalData: [personalFileTexts],
}
