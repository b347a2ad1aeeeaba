import { approvalExpire } from '#features/tools/index.ts'
import type { Manifest } from '#kernel/manifest.ts'
import { jobHandler } from '#kernel/jobs.ts'
import { expireToolApprovals } from './consent/expire-tool-approvals.ts'

const jobHandlers = [jobHandler(approvalExpire, { work: expireToolApprovals, concurrency: 2 })]

export const manifest: Manifest = {
  jobHandlers,
}
