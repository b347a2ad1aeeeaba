import { jobHandler } from '#kernel/jobs.ts'
import { contactErase } from './erasure/erasure-job.ts'
import { eraseEverywhere } from './erasure/erase-everywhere.ts'

export const jobHandlers = [jobHandler(contactErase, { work: eraseEverywhere, concurrency: 1 })] as const
