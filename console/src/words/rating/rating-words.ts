import { lazyWords } from '../lazy-words.ts'
import type { RatingWords } from './en.ts'

/** The words about how one's own conversation went. */
export const useRatingWords = lazyWords<RatingWords>({
  en: async () => (await import('./en.ts')).ratingEn,
  'zh-CN': async () => (await import('./zh-cn.ts')).ratingZhCN,
  'zh-TW': async () => (await import('./zh-tw.ts')).ratingZhTW,
})
