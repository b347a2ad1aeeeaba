import { lazyMessages } from '../lazy-messages.ts'
import type { InboxMessages } from './en.ts'

export const useInboxMessages = lazyMessages<InboxMessages>({
  en: async () => (await import('./en.ts')).inboxEn,
  'zh-CN': async () => (await import('./zh-cn.ts')).inboxZhCN,
  'zh-TW': async () => (await import('./zh-tw.ts')).inboxZhTW,
})
