import { lazyWords } from '../lazy-words.ts'
import type { CopilotWords } from './en.ts'

export const useCopilotWords = lazyWords<CopilotWords>({
  en: async () => (await import('./en.ts')).copilotEn,
  'zh-CN': async () => (await import('./zh-cn.ts')).copilotZhCN,
  'zh-TW': async () => (await import('./zh-tw.ts')).copilotZhTW,
})
