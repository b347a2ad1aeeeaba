import { lazyWords } from '../lazy-words.ts'
import type { SelectingWords } from './en.ts'

export const useSelectingWords = lazyWords<SelectingWords>({
  en: async () => (await import('./en.ts')).selectingEn,
  'zh-CN': async () => (await import('./zh-cn.ts')).selectingZhCN,
  'zh-TW': async () => (await import('./zh-tw.ts')).selectingZhTW,
})
