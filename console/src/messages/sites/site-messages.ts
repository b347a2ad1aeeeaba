import type { Messages } from '../en.ts'
import { lazyMessages } from '../lazy-messages.ts'
import { useMessages } from '../messages.tsx'
import type { SiteMessages } from './en.ts'

/** All messages of the console and those of websites. */
export type MessagesWithSites = Messages & { sites: SiteMessages }

const useSites = lazyMessages<SiteMessages>({
  en: async () => (await import('./en.ts')).sitesEn,
  'zh-CN': async () => (await import('./zh-cn.ts')).sitesZhCN,
  'zh-TW': async () => (await import('./zh-tw.ts')).sitesZhTW,
})

export function useSiteMessages(): MessagesWithSites {
  const sites = useSites()
  return { ...useMessages(), sites }
}
