import type { Manifest } from '#kernel/manifest.ts'
import { jobHandlers } from './jobs.ts'

export const manifest: Manifest = {
  jobHandlers,
}
