import type { Manifest } from '#kernel/manifest.ts'
import { reactions } from './reactions.ts'
import { contentColumns } from './content-columns.ts'
import { personalMemories } from './personal-data.ts'

export const manifest: Manifest = {
  reactions,
  contentColumns,
  personalData: [personalMemories],
}
