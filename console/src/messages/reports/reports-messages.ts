import { lazyMessages } from '../lazy-messages.ts'
import type { ReportsMessages } from './en.ts'

/** The messages about how conversations went. */
export const useReportsMessages = lazyMessages<ReportsMessages>({
  en: async () => (await import('./en.ts')).reportsEn,
  'zh-CN': async () => (await import('./zh-cn.ts')).reportsZhCN,
  'zh-TW': async () => (await import('./zh-tw.ts')).reportsZhTW,
})
