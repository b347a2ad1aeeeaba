import { lazyWords } from '../lazy-words.ts'
import type { ConsentWords } from './en.ts'

/** The words about tools that an agent uses. */
export const useConsentWords = lazyWords<ConsentWords>({
  en: async () => (await import('./en.ts')).consentEn,
  'zh-CN': async () => (await import('./zh-cn.ts')).consentZhCN,
  'zh-TW': async () => (await import('./zh-tw.ts')).consentZhTW,
})
