import type { Words } from '../words/en.ts'

/** What a kind of work is called; one that has no words yet by its own name. */
export const jobTitle = (name: string, { jobs }: Words): string => {
  const titles: Record<string, string> = jobs.titles
  return titles[name] ?? name
}
