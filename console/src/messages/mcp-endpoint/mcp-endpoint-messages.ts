import { lazyMessages } from '../lazy-messages.ts'
import type { McpEndpointMessages } from './en.ts'

export const useMcpEndpointMessages = lazyMessages<McpEndpointMessages>({
  en: async () => (await import('./en.ts')).mcpEndpointEn,
  'zh-CN': async () => (await import('./zh-cn.ts')).mcpEndpointZhCN,
  'zh-TW': async () => (await import('./zh-tw.ts')).mcpEndpointZhTW,
})
