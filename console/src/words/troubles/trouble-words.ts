import { lazyWords } from '../lazy-words.ts'
import type { TroubleWords } from './en.ts'

/** Why something could not be taken in, by the codes of the contract. */
export const useTroubles = lazyWords<TroubleWords>({
  en: async () => (await import('./en.ts')).troublesEn,
  'zh-CN': async () => (await import('./zh-cn.ts')).troublesZhCN,
  'zh-TW': async () => (await import('./zh-tw.ts')).troublesZhTW,
})
