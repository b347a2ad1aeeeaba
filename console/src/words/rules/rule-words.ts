import { lazyWords } from '../lazy-words.ts'
import type { RuleWords } from './en.ts'

/** The words about which tools agents may call. */
export const useRuleWords = lazyWords<RuleWords>({
  en: async () => (await import('./en.ts')).rulesEn,
  'zh-CN': async () => (await import('./zh-cn.ts')).rulesZhCN,
  'zh-TW': async () => (await import('./zh-tw.ts')).rulesZhTW,
})
