import type { Messages } from '../en.ts'
import { lazyMessages } from '../lazy-messages.ts'
import { useMessages } from '../messages.tsx'
import type { ProactivePagesMessages } from './en.ts'

const useLateProactivePages = lazyMessages<ProactivePagesMessages>({
  en: async () => (await import('./en.ts')).proactivePagesEn,
  'zh-CN': async () => (await import('./zh-cn.ts')).proactivePagesZhCN,
  'zh-TW': async () => (await import('./zh-tw.ts')).proactivePagesZhTW,
})

/** All messages of the console and those of the pages about proactive messages. */
export function useProactivePagesMessages() {
  const late = useLateProactivePages()
  const t: Messages = useMessages()
  return { ...t, proactive: { ...t.proactive, ...late } }
}
