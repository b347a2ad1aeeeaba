import type { Words } from '../en.ts'
import { lazyWords } from '../lazy-words.ts'
import { useWords } from '../words.tsx'
import type { SiteWords } from './en.ts'

/** All words of the console, and those of websites. */
export type WordsWithSites = Words & { sites: SiteWords }

const useSites = lazyWords<SiteWords>({
  en: async () => (await import('./en.ts')).sitesEn,
  'zh-CN': async () => (await import('./zh-cn.ts')).sitesZhCN,
  'zh-TW': async () => (await import('./zh-tw.ts')).sitesZhTW,
})

export function useSiteWords(): WordsWithSites {
  const sites = useSites()
  return { ...useWords(), sites }
}
