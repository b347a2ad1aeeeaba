import type { Manifest } from '#kernel/manifest.ts'
import { jobHandlers } from './create-starting-content.ts'

export const manifest: Manifest = {
  jobHandlers,
}
