import type { Messages } from '../en.ts'
import { lazyMessages } from '../lazy-messages.ts'
import { useMessages } from '../messages.tsx'
import type { ProjectsMessages } from './en.ts'

const useLateProjects = lazyMessages<ProjectsMessages>({
  en: async () => (await import('./en.ts')).projectsEn,
  'zh-CN': async () => (await import('./zh-cn.ts')).projectsZhCN,
  'zh-TW': async () => (await import('./zh-tw.ts')).projectsZhTW,
})

/** All messages of the console and those of projects. */
export function useProjectMessages() {
  const late = useLateProjects()
  const t: Messages = useMessages()
  return { ...t, projects: { ...t.projects, ...late } }
}
