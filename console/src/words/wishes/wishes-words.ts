import type { Words } from '../en.ts'
import { lazyWords } from '../lazy-words.ts'
import { useWords } from '../words.tsx'
import type { WishesWords } from './en.ts'

const useLateWishes = lazyWords<WishesWords>({
  en: async () => (await import('./en.ts')).wishesEn,
  'zh-CN': async () => (await import('./zh-cn.ts')).wishesZhCN,
  'zh-TW': async () => (await import('./zh-tw.ts')).wishesZhTW,
})

/** All words of the console, and those of the pages about agents that speak first. */
export function useWishesWords() {
  const late = useLateWishes()
  const words: Words = useWords()
  return { ...words, initiative: { ...words.initiative, ...late } }
}
