import type { Words } from '../en.ts'
import { lazyWords } from '../lazy-words.ts'
import { useWords } from '../words.tsx'
import type { UsageWords } from './en.ts'

const useLateUsage = lazyWords<UsageWords>({
  en: async () => (await import('./en.ts')).usageEn,
  'zh-CN': async () => (await import('./zh-cn.ts')).usageZhCN,
  'zh-TW': async () => (await import('./zh-tw.ts')).usageZhTW,
})

/** All words of the console, and those of what was used. */
export function useUsageWords() {
  const late = useLateUsage()
  const words: Words = useWords()
  return { ...words, usage: { ...words.usage, ...late } }
}
