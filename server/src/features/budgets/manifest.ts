import type { Manifest } from '#kernel/manifest.ts'
import { personalSpending } from './personal-spending.ts'

export const manifest: Manifest = {
  personalData: [personalSpending],
}
