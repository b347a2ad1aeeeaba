import { lazyWords } from '../lazy-words.ts'
import type { BudgetWords } from './en.ts'

export const useBudgetWords = lazyWords<BudgetWords>({
  en: async () => (await import('./en.ts')).budgetsEn,
  'zh-CN': async () => (await import('./zh-cn.ts')).budgetsZhCN,
  'zh-TW': async () => (await import('./zh-tw.ts')).budgetsZhTW,
})
