import type { Messages } from '../en.ts'
import { lazyMessages } from '../lazy-messages.ts'
import { useMessages } from '../messages.tsx'
import type { MemoryMessages } from './en.ts'

const useLateMemory = lazyMessages<MemoryMessages>({
  en: async () => (await import('./en.ts')).memoryEn,
  'zh-CN': async () => (await import('./zh-cn.ts')).memoryZhCN,
  'zh-TW': async () => (await import('./zh-tw.ts')).memoryZhTW,
})

/** All messages of the console and those of what agents remember. */
export function useMemoryMessages() {
  const late = useLateMemory()
  const t: Messages = useMessages()
  return { ...t, memory: { ...t.memory, ...late } }
}
