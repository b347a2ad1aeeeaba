import type { Manifest } from '#kernel/manifest.ts'
import { personalJobs } from './personal-data.ts'

export const manifest: Manifest = {
  personalData: [personalJobs],
}
