import type { Manifest } from '#kernel/manifest.ts'
import { contentColumns } from './content-columns.ts'

export const manifest: Manifest = {
  contentColumns,
}
