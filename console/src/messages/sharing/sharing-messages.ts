import { lazyMessages } from '../lazy-messages.ts'
import type { SharingMessages } from './en.ts'

export const useSharingMessages = lazyMessages<SharingMessages>({
  en: async () => (await import('./en.ts')).sharingEn,
  'zh-CN': async () => (await import('./zh-cn.ts')).sharingZhCN,
  'zh-TW': async () => (await import('./zh-tw.ts')).sharingZhTW,
})
