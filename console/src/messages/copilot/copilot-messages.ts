import { lazyMessages } from '../lazy-messages.ts'
import type { CopilotMessages } from './en.ts'

export const useCopilotMessages = lazyMessages<CopilotMessages>({
  en: async () => (await import('./en.ts')).copilotEn,
  'zh-CN': async () => (await import('./zh-cn.ts')).copilotZhCN,
  'zh-TW': async () => (await import('./zh-tw.ts')).copilotZhTW,
})
