import { lazyMessages } from '../lazy-messages.ts'
import type { CsatMessages } from './en.ts'

/** The messages about how one's own conversation went. */
export const useCsatMessages = lazyMessages<CsatMessages>({
  en: async () => (await import('./en.ts')).csatEn,
  'zh-CN': async () => (await import('./zh-cn.ts')).csatZhCN,
  'zh-TW': async () => (await import('./zh-tw.ts')).csatZhTW,
})
