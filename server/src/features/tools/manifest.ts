import { jobHandler } from '#kernel/jobs.ts'
import type { Manifest } from '#kernel/manifest.ts'
import { contentColumns } from './content-columns.ts'
import { sealedSecrets } from './custom/custom-tool.ts'
import { toolServerSync } from './servers/sync-job.ts'
import { syncWhenDue } from './servers/sync-when-due.ts'
import { sealedCredentials } from './servers/credential.ts'

export const manifest: Manifest = {
  jobHandlers: [jobHandler(toolServerSync, { work: syncWhenDue, concurrency: 4 })],
  contentColumns,
  sealedColumns: [...sealedCredentials, ...sealedSecrets],
}
