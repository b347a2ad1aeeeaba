import { approvalExpire } from '#features/tools/index.ts'
import { jobHandler } from '#kernel/jobs.ts'
import { expireToolApprovals } from './consent/expire-tool-approvals.ts'

export const jobHandlers = [jobHandler(approvalExpire, { work: expireToolApprovals, concurrency: 2 })]
