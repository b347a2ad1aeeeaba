import type { Manifest } from '#kernel/manifest.ts'
import { personalVisitorSessions } from './visitor-sessions/personal-data.ts'
import { sealedSecrets as sealedColumns } from './identity/secret.ts'

export const manifest: Manifest = {
  sealedColumns,
  personalData: [personalVisitorSessions],
}
