import { lazyWords } from '../lazy-words.ts'
import type { CustomToolsWords } from './en.ts'

export const useCustomToolWords = lazyWords<CustomToolsWords>({
  en: async () => (await import('./en.ts')).customToolsEn,
  'zh-CN': async () => (await import('./zh-cn.ts')).customToolsZhCN,
  'zh-TW': async () => (await import('./zh-tw.ts')).customToolsZhTW,
})
