import type { Words } from '../en.ts'
import { lazyWords } from '../lazy-words.ts'
import { useWords } from '../words.tsx'
import type { jobsEn } from './en.ts'

export type JobWords = (typeof jobsEn)['jobs']

/** What kinds of work are called, and all else that is said of them. */
export const useLateJobs = lazyWords<JobWords>({
  en: async () => (await import('./en.ts')).jobsEn.jobs,
  'zh-CN': async () => (await import('./zh-cn.ts')).jobsZhCN.jobs,
  'zh-TW': async () => (await import('./zh-tw.ts')).jobsZhTW.jobs,
})

/** All words of the console, and those of background work. */
export function useJobWords(): Words & { jobs: JobWords } {
  const jobs = useLateJobs()
  const words = useWords()
  return { ...words, jobs: { ...words.jobs, ...jobs } }
}
