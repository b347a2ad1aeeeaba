import { lazyWords } from '../lazy-words.ts'
import type { ReportsWords } from './en.ts'

/** The words about how conversations went. */
export const useReportsWords = lazyWords<ReportsWords>({
  en: async () => (await import('./en.ts')).reportsEn,
  'zh-CN': async () => (await import('./zh-cn.ts')).reportsZhCN,
  'zh-TW': async () => (await import('./zh-tw.ts')).reportsZhTW,
})
