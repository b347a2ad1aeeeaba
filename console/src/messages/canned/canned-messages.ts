import { lazyMessages } from '../lazy-messages.ts'
import type { CannedMessages } from './en.ts'

export const useCannedMessages = lazyMessages<CannedMessages>({
  en: async () => (await import('./en.ts')).cannedEn,
  'zh-CN': async () => (await import('./zh-cn.ts')).cannedZhCN,
  'zh-TW': async () => (await import('./zh-tw.ts')).cannedZhTW,
})
