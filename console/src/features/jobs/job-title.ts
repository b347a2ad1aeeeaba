import type { JobMessages } from '../../messages/jobs/job-messages.ts'

/** What a kind of work is called; one that has no words yet by its own name. */
export const jobTitle = (name: string, { jobs }: { jobs: JobMessages }): string => {
  const titles: Record<string, string> = jobs.titles
  return titles[name] ?? name
}
