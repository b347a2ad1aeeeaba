import type { Manifest } from '#kernel/manifest.ts'
import { personalNames } from './personal-data.ts'

export const manifest: Manifest = {
  personalData: [personalNames],
}
