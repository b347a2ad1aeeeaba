import type { Words } from '../en.ts'
import { lazyWords } from '../lazy-words.ts'
import { type JobWords, useLateJobs } from '../jobs/job-words.ts'
import { useWords } from '../words.tsx'
import type { AuditWords } from './en.ts'

/** All words of the console, and those of the audit log, which refer to others. */
export type AuditedWords = Words & { audit: AuditWords; jobs: JobWords }

const useLate = lazyWords<AuditWords>({
  en: async () => (await import('./en.ts')).auditEn,
  'zh-CN': async () => (await import('./zh-cn.ts')).auditZhCN,
  'zh-TW': async () => (await import('./zh-tw.ts')).auditZhTW,
})

export function useAuditWords(): AuditedWords {
  const audit = useLate()
  const jobs = useLateJobs()
  const words = useWords()
  return { ...words, audit, jobs: { ...words.jobs, ...jobs } }
}
