import type { Manifest } from '#kernel/manifest.ts'
import { reactions } from './reactions.ts'
import { contentColumns } from './content-columns.ts'
import { jobHandlers } from './jobs.ts'
import { personalSuggestions } from './suggestions/personal-data.ts'

export const manifest: Manifest = {
  jobHandlers,
  reactions,
  contentColumns,
  personalData: [personalSuggestions],
}
