import { lazyWords } from '../lazy-words.ts'
import type { InviteWords } from './en.ts'

export const useInviteWords = lazyWords<InviteWords>({
  en: async () => (await import('./en.ts')).inviteEn,
  'zh-CN': async () => (await import('./zh-cn.ts')).inviteZhCN,
  'zh-TW': async () => (await import('./zh-tw.ts')).inviteZhTW,
})
