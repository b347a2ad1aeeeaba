import { lazyMessages } from '../lazy-messages.ts'
import type { ConsentMessages } from './en.ts'

/** The messages about tools that an agent uses. */
export const useConsentMessages = lazyMessages<ConsentMessages>({
  en: async () => (await import('./en.ts')).consentEn,
  'zh-CN': async () => (await import('./zh-cn.ts')).consentZhCN,
  'zh-TW': async () => (await import('./zh-tw.ts')).consentZhTW,
})
