import { lazyWords } from '../lazy-words.ts'
import type { OutsideWords } from './en.ts'

export const useOutsideWords = lazyWords<OutsideWords>({
  en: async () => (await import('./en.ts')).outsideEn,
  'zh-CN': async () => (await import('./zh-cn.ts')).outsideZhCN,
  'zh-TW': async () => (await import('./zh-tw.ts')).outsideZhTW,
})
