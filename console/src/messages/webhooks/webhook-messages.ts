import type { Messages } from '../en.ts'
import { lazyMessages } from '../lazy-messages.ts'
import { useMessages } from '../messages.tsx'
import type { WebhookMessages } from './en.ts'

export type SpokenWebhookMessages = Messages & { webhooks: WebhookMessages }

const useLate = lazyMessages<WebhookMessages>({
  en: async () => (await import('./en.ts')).webhooksEn,
  'zh-CN': async () => (await import('./zh-cn.ts')).webhooksZhCN,
  'zh-TW': async () => (await import('./zh-tw.ts')).webhooksZhTW,
})

/** All messages of the console and those of webhooks. */
export function useWebhookMessages(): SpokenWebhookMessages {
  const webhooks = useLate()
  return { ...useMessages(), webhooks }
}
