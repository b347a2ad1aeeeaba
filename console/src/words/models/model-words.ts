import type { Words } from '../en.ts'
import { lazyWords } from '../lazy-words.ts'
import { useWords } from '../words.tsx'
import type { ModelsWords } from './en.ts'

const useLateModels = lazyWords<ModelsWords>({
  en: async () => (await import('./en.ts')).modelsEn,
  'zh-CN': async () => (await import('./zh-cn.ts')).modelsZhCN,
  'zh-TW': async () => (await import('./zh-tw.ts')).modelsZhTW,
})

/** All words of the console, and those of models and what they cost. */
export function useModelWords() {
  const late = useLateModels()
  const words: Words = useWords()
  return { ...words, models: { ...words.models, ...late } }
}
