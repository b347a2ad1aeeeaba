import type { Manifest } from '#kernel/manifest.ts'
import { contentColumns } from './content-columns.ts'
import { jobHandlers } from './remove-spoken.ts'
import { measureConversations } from './measure-conversations.ts'
import { personalConversations } from './personal-data.ts'

export const manifest: Manifest = {
  jobHandlers,
  contentColumns,
  usageCounters: [measureConversations],
  personalData: [personalConversations],
}
