import type { Messages } from '../en.ts'
import { lazyMessages } from '../lazy-messages.ts'
import { type JobMessages, useLateJobs } from '../jobs/job-messages.ts'
import { useMessages } from '../messages.tsx'
import type { AuditMessages } from './en.ts'

/** All messages of the console and those of the audit log, which refer to others. */
export type AuditedMessages = Messages & { audit: AuditMessages; jobs: JobMessages }

const useLate = lazyMessages<AuditMessages>({
  en: async () => (await import('./en.ts')).auditEn,
  'zh-CN': async () => (await import('./zh-cn.ts')).auditZhCN,
  'zh-TW': async () => (await import('./zh-tw.ts')).auditZhTW,
})

export function useAuditMessages(): AuditedMessages {
  const audit = useLate()
  const jobs = useLateJobs()
  const t = useMessages()
  return { ...t, audit, jobs: { ...t.jobs, ...jobs } }
}
