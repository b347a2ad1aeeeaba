import type { Words } from '../en.ts'
import { lazyWords } from '../lazy-words.ts'
import { useWords } from '../words.tsx'
import type { ToolWords } from './en.ts'

export type SpokenToolWords = Words & { tools: ToolWords }

const useLate = lazyWords<ToolWords>({
  en: async () => (await import('./en.ts')).toolsEn,
  'zh-CN': async () => (await import('./zh-cn.ts')).toolsZhCN,
  'zh-TW': async () => (await import('./zh-tw.ts')).toolsZhTW,
})

/** All words of the console, and those of tool servers. */
export function useToolWords(): SpokenToolWords {
  const tools = useLate()
  return { ...useWords(), tools }
}
