import { lazyMessages } from '../lazy-messages.ts'
import type { BudgetMessages } from './en.ts'

export const useBudgetMessages = lazyMessages<BudgetMessages>({
  en: async () => (await import('./en.ts')).budgetsEn,
  'zh-CN': async () => (await import('./zh-cn.ts')).budgetsZhCN,
  'zh-TW': async () => (await import('./zh-tw.ts')).budgetsZhTW,
})
