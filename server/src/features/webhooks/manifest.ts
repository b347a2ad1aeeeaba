import type { Manifest } from '#kernel/manifest.ts'
import { jobHandlers } from './jobs.ts'
import { personalDeliveries } from './personal-data.ts'
import { sealedSecrets as sealedColumns } from './webhook.ts'

export const manifest: Manifest = {
  jobHandlers,
  sealedColumns,
  personalData: [personalDeliveries],
}
