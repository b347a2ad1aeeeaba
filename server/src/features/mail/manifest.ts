import type { Manifest } from '#kernel/manifest.ts'
import { jobHandler } from '#kernel/jobs.ts'
import { mailSend } from './job-kinds.ts'
import { sendMail } from './mail.ts'

const jobHandlers = [jobHandler(mailSend, { work: sendMail, concurrency: 2 })] as const

export const manifest: Manifest = {
  jobHandlers,
}
