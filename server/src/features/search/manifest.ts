import type { Manifest } from '#kernel/manifest.ts'
import { personalEntries } from './personal-data.ts'

export const manifest: Manifest = {
  personalData: [personalEntries],
}
