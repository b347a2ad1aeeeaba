import { lazyWords } from '../lazy-words.ts'
import type { TeamWords } from './en.ts'

export const useTeamWords = lazyWords<TeamWords>({
  en: async () => (await import('./en.ts')).teamsEn,
  'zh-CN': async () => (await import('./zh-cn.ts')).teamsZhCN,
  'zh-TW': async () => (await import('./zh-tw.ts')).teamsZhTW,
})
