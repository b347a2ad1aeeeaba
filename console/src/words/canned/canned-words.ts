import { lazyWords } from '../lazy-words.ts'
import type { CannedWords } from './en.ts'

export const useCannedWords = lazyWords<CannedWords>({
  en: async () => (await import('./en.ts')).cannedEn,
  'zh-CN': async () => (await import('./zh-cn.ts')).cannedZhCN,
  'zh-TW': async () => (await import('./zh-tw.ts')).cannedZhTW,
})
