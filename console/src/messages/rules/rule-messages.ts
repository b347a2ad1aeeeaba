import { lazyMessages } from '../lazy-messages.ts'
import type { RuleMessages } from './en.ts'

/** The messages about which tools agents may call. */
export const useRuleMessages = lazyMessages<RuleMessages>({
  en: async () => (await import('./en.ts')).rulesEn,
  'zh-CN': async () => (await import('./zh-cn.ts')).rulesZhCN,
  'zh-TW': async () => (await import('./zh-tw.ts')).rulesZhTW,
})
