import { lazyMessages } from '../lazy-messages.ts'
import type { WidgetMessages } from './en.ts'

/** Words about chats on the pages of sites. */
export const useWidgetMessages = lazyMessages<WidgetMessages>({
  en: async () => (await import('./en.ts')).widgetsEn,
  'zh-CN': async () => (await import('./zh-cn.ts')).widgetsZhCN,
  'zh-TW': async () => (await import('./zh-tw.ts')).widgetsZhTW,
})
