import { lazyMessages } from '../lazy-messages.ts'
import type { TeamMessages } from './en.ts'

export const useTeamMessages = lazyMessages<TeamMessages>({
  en: async () => (await import('./en.ts')).teamsEn,
  'zh-CN': async () => (await import('./zh-cn.ts')).teamsZhCN,
  'zh-TW': async () => (await import('./zh-tw.ts')).teamsZhTW,
})
