import { lazyMessages } from '../lazy-messages.ts'
import type { CustomToolsMessages } from './en.ts'

export const useCustomToolMessages = lazyMessages<CustomToolsMessages>({
  en: async () => (await import('./en.ts')).customToolsEn,
  'zh-CN': async () => (await import('./zh-cn.ts')).customToolsZhCN,
  'zh-TW': async () => (await import('./zh-tw.ts')).customToolsZhTW,
})
