import { lazyMessages } from '../lazy-messages.ts'
import type { ErrorMessages } from './en.ts'

/** Why something could not be taken in, by the codes of the contract. */
export const useErrorMessages = lazyMessages<ErrorMessages>({
  en: async () => (await import('./en.ts')).errorMessagesEn,
  'zh-CN': async () => (await import('./zh-cn.ts')).errorMessagesZhCN,
  'zh-TW': async () => (await import('./zh-tw.ts')).errorMessagesZhTW,
})
