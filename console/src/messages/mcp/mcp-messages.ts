import { lazyMessages } from '../lazy-messages.ts'
import type { McpMessages } from './en.ts'

export const useMcpMessages = lazyMessages<McpMessages>({
  en: async () => (await import('./en.ts')).mcpEn,
  'zh-CN': async () => (await import('./zh-cn.ts')).mcpZhCN,
  'zh-TW': async () => (await import('./zh-tw.ts')).mcpZhTW,
})
