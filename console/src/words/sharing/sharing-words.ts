import { lazyWords } from '../lazy-words.ts'
import type { SharingWords } from './en.ts'

export const useSharingWords = lazyWords<SharingWords>({
  en: async () => (await import('./en.ts')).sharingEn,
  'zh-CN': async () => (await import('./zh-cn.ts')).sharingZhCN,
  'zh-TW': async () => (await import('./zh-tw.ts')).sharingZhTW,
})
