import type { Words } from '../en.ts'
import { lazyWords } from '../lazy-words.ts'
import { useWords } from '../words.tsx'
import type { MemoryWords } from './en.ts'

const useLateMemory = lazyWords<MemoryWords>({
  en: async () => (await import('./en.ts')).memoryEn,
  'zh-CN': async () => (await import('./zh-cn.ts')).memoryZhCN,
  'zh-TW': async () => (await import('./zh-tw.ts')).memoryZhTW,
})

/** All words of the console, and those of what agents remember. */
export function useMemoryWords() {
  const late = useLateMemory()
  const words: Words = useWords()
  return { ...words, memory: { ...words.memory, ...late } }
}
