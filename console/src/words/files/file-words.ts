import { lazyWords } from '../lazy-words.ts'
import type { FileWords } from './en.ts'

/** The words about files of messages. */
export const useFileWords = lazyWords<FileWords>({
  en: async () => (await import('./en.ts')).filesEn,
  'zh-CN': async () => (await import('./zh-cn.ts')).filesZhCN,
  'zh-TW': async () => (await import('./zh-tw.ts')).filesZhTW,
})
