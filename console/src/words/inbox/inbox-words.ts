import { lazyWords } from '../lazy-words.ts'
import type { InboxWords } from './en.ts'

export const useInboxWords = lazyWords<InboxWords>({
  en: async () => (await import('./en.ts')).inboxEn,
  'zh-CN': async () => (await import('./zh-cn.ts')).inboxZhCN,
  'zh-TW': async () => (await import('./zh-tw.ts')).inboxZhTW,
})
