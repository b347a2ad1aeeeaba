import type { Words } from '../en.ts'
import { lazyWords } from '../lazy-words.ts'
import { useWords } from '../words.tsx'
import type { WebhookWords } from './en.ts'

export type SpokenWebhookWords = Words & { webhooks: WebhookWords }

const useLate = lazyWords<WebhookWords>({
  en: async () => (await import('./en.ts')).webhooksEn,
  'zh-CN': async () => (await import('./zh-cn.ts')).webhooksZhCN,
  'zh-TW': async () => (await import('./zh-tw.ts')).webhooksZhTW,
})

/** All words of the console, and those of webhooks. */
export function useWebhookWords(): SpokenWebhookWords {
  const webhooks = useLate()
  return { ...useWords(), webhooks }
}
