import { lazyMessages } from '../lazy-messages.ts'
import type { InviteMessages } from './en.ts'

export const useInviteMessages = lazyMessages<InviteMessages>({
  en: async () => (await import('./en.ts')).inviteEn,
  'zh-CN': async () => (await import('./zh-cn.ts')).inviteZhCN,
  'zh-TW': async () => (await import('./zh-tw.ts')).inviteZhTW,
})
