import { lazyMessages } from '../lazy-messages.ts'
import type { SelectingMessages } from './en.ts'

export const useSelectingMessages = lazyMessages<SelectingMessages>({
  en: async () => (await import('./en.ts')).selectingEn,
  'zh-CN': async () => (await import('./zh-cn.ts')).selectingZhCN,
  'zh-TW': async () => (await import('./zh-tw.ts')).selectingZhTW,
})
