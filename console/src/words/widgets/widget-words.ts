import { lazyWords } from '../lazy-words.ts'
import type { WidgetWords } from './en.ts'

/** Words about chats on the pages of sites. */
export const useWidgetWords = lazyWords<WidgetWords>({
  en: async () => (await import('./en.ts')).widgetsEn,
  'zh-CN': async () => (await import('./zh-cn.ts')).widgetsZhCN,
  'zh-TW': async () => (await import('./zh-tw.ts')).widgetsZhTW,
})
