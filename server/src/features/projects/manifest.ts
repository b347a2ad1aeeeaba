import type { Manifest } from '#kernel/manifest.ts'
import { personalProjects } from './personal-data.ts'

export const manifest: Manifest = {
  personalData: [personalProjects],
}
