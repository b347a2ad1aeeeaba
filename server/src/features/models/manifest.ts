import type { Manifest } from '#kernel/manifest.ts'
import { sealedKeys } from './access-of.ts'

export const manifest: Manifest = {
  sealedColumns: [sealedKeys],
}
