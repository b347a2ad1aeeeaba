import type { Messages } from '../en.ts'
import { lazyMessages } from '../lazy-messages.ts'
import { useMessages } from '../messages.tsx'
import type { jobsEn } from './en.ts'

export type JobMessages = (typeof jobsEn)['jobs']

/** What kinds of work are called, and all else that is said of them. */
export const useLateJobs = lazyMessages<JobMessages>({
  en: async () => (await import('./en.ts')).jobsEn.jobs,
  'zh-CN': async () => (await import('./zh-cn.ts')).jobsZhCN.jobs,
  'zh-TW': async () => (await import('./zh-tw.ts')).jobsZhTW.jobs,
})

/** All messages of the console and those of background work. */
export function useJobMessages(): Messages & { jobs: JobMessages } {
  const jobs = useLateJobs()
  const t = useMessages()
  return { ...t, jobs: { ...t.jobs, ...jobs } }
}
