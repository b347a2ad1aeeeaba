import type { Page } from '#contract/page.ts'
import type { Webhook, WebhookDelivery } from '#contract/shapes/webhook.ts'
import { client } from '../console-client.ts'
import type { Resource } from './cache.ts'
import { loadMore, loadPages } from './pages.ts'

export type Outcome = 'all' | 'delivered' | 'failed'

export const webhooks: Resource<{ items: Webhook[] }> = {
  key: 'webhooks',
  load: () => client.webhooks.list(),
}

const pagesOf = (webhookId: string, outcome: Outcome) => (page: { limit: number; after?: string }) =>
  client.webhooks.deliveries(webhookId, { ...page, ...(outcome !== 'all' && { outcome }) })

/** What a webhook was sent, the newest first. Deliveries come without events, so they are looked at anew. */
export const deliveries = (webhookId: string, outcome: Outcome): Resource<Page<WebhookDelivery>> => ({
  key: `webhooks/${webhookId}/deliveries/${outcome}`,
  load: (previous) => loadPages(pagesOf(webhookId, outcome), previous),
})
export const moreDeliveries = (webhookId: string, outcome: Outcome, held: Page<WebhookDelivery>) =>
  loadMore(pagesOf(webhookId, outcome), held)
