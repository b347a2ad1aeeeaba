import { lazyMessages } from '../lazy-messages.ts'
import type { FileMessages } from './en.ts'

/** The messages about files of messages. */
export const useFileMessages = lazyMessages<FileMessages>({
  en: async () => (await import('./en.ts')).filesEn,
  'zh-CN': async () => (await import('./zh-cn.ts')).filesZhCN,
  'zh-TW': async () => (await import('./zh-tw.ts')).filesZhTW,
})
