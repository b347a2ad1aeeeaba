import type { Words } from '../en.ts'
import { lazyWords } from '../lazy-words.ts'
import { useWords } from '../words.tsx'
import type { ProjectsWords } from './en.ts'

const useLateProjects = lazyWords<ProjectsWords>({
  en: async () => (await import('./en.ts')).projectsEn,
  'zh-CN': async () => (await import('./zh-cn.ts')).projectsZhCN,
  'zh-TW': async () => (await import('./zh-tw.ts')).projectsZhTW,
})

/** All words of the console, and those of projects. */
export function useProjectWords() {
  const late = useLateProjects()
  const words: Words = useWords()
  return { ...words, projects: { ...words.projects, ...late } }
}
