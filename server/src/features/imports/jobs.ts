import { jobHandler } from '#kernel/jobs.ts'
import { endImport } from './end-import.ts'
import { importRun } from './import-job.ts'
import { runImport } from './run-import.ts'

export const jobHandlers = [
  jobHandler(importRun, {
    work: runImport,
    concurrency: 1,
    giveUp: (scope, { importId }, fault) => endImport(scope, { importId, detail: fault.message }),
  }),
] as const
