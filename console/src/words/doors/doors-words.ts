import { lazyWords } from '../lazy-words.ts'
import type { DoorsWords } from './en.ts'

export const useDoorsWords = lazyWords<DoorsWords>({
  en: async () => (await import('./en.ts')).doorsEn,
  'zh-CN': async () => (await import('./zh-cn.ts')).doorsZhCN,
  'zh-TW': async () => (await import('./zh-tw.ts')).doorsZhTW,
})
