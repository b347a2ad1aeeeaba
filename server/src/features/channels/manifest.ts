import type { Manifest } from '#kernel/manifest.ts'
import { contentColumns } from './content-columns.ts'
import { personalMails } from './email/personal-data.ts'
import { personalThreads } from './personal-data.ts'
import { sealedSigningKeys } from './email/signing.ts'
import { jobHandlers } from './jobs.ts'

export const manifest: Manifest = {
  jobHandlers,
  contentColumns,
  sealedColumns: [sealedSigningKeys],
  personalData: [personalMails, personalThreads],
}
