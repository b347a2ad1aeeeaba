import type { Manifest } from '#kernel/manifest.ts'
import { measureCompletions } from './measure-completions.ts'

export const manifest: Manifest = {
  usageCounters: [measureCompletions],
}
