import type { Manifest } from '#kernel/manifest.ts'
import { contentColumns } from './content-columns.ts'
import { jobHandlers } from './jobs.ts'
import { personalCsatRatings } from './personal-data.ts'

export const manifest: Manifest = {
  jobHandlers,
  contentColumns,
  personalData: [personalCsatRatings],
}
