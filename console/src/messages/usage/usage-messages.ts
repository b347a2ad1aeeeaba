import type { Messages } from '../en.ts'
import { lazyMessages } from '../lazy-messages.ts'
import { useMessages } from '../messages.tsx'
import type { UsageMessages } from './en.ts'

const useLateUsage = lazyMessages<UsageMessages>({
  en: async () => (await import('./en.ts')).usageEn,
  'zh-CN': async () => (await import('./zh-cn.ts')).usageZhCN,
  'zh-TW': async () => (await import('./zh-tw.ts')).usageZhTW,
})

/** All messages of the console and those of what was used. */
export function useUsageMessages() {
  const late = useLateUsage()
  const t: Messages = useMessages()
  return { ...t, usage: { ...t.usage, ...late } }
}
