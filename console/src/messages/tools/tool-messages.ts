import type { Messages } from '../en.ts'
import { lazyMessages } from '../lazy-messages.ts'
import { useMessages } from '../messages.tsx'
import type { ToolMessages } from './en.ts'

export type SpokenToolMessages = Messages & { tools: ToolMessages }

const useLate = lazyMessages<ToolMessages>({
  en: async () => (await import('./en.ts')).toolsEn,
  'zh-CN': async () => (await import('./zh-cn.ts')).toolsZhCN,
  'zh-TW': async () => (await import('./zh-tw.ts')).toolsZhTW,
})

/** All messages of the console and those of tool servers. */
export function useToolMessages(): SpokenToolMessages {
  const tools = useLate()
  return { ...useMessages(), tools }
}
