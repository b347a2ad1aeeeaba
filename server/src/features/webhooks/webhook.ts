import type { Selectable } from 'kysely'
import type { Webhook, WebhookEventType } from '#contract/shapes/webhook.ts'
import type { Schema } from '#platform/database/schema.ts'
import type { Secret } from '#platform/crypto/secret.ts'
import { isPlainlyPrivate } from '#platform/http/public-address.ts'
import type { Wanted } from '#platform/outbox/find-events.ts'
import { invalidInput } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'

export type WebhookRow = Selectable<Schema['webhooks']>

/** How the background work that tells webhooks of events is called where it notes how far it has come. */
export const FOLLOWER = 'webhooks'

/** After so many days of failing a webhook is stopped. */
export const FAILS_DAYS_MAX = 5

/** Only what the desk sees is told: nobody who sets up a webhook reads the members' own conversations. */
export const wantedBy = ({ event_types }: Pick<WebhookRow, 'event_types'>): Wanted => ({
  types: event_types,
  unlike: { desk: false },
})

/** A secret opens at its own webhook alone. */
const placeOfSecret = ({ tenant_id, id }: Pick<WebhookRow, 'tenant_id' | 'id'>): string =>
  `webhooks/${tenant_id}/${id}`

export const sealSecret = (scope: Scope, webhookId: string, secret: Secret): string =>
  scope.app.vault.seal(secret, placeOfSecret({ tenant_id: scope.tenantId, id: webhookId }))

/** The secrets that deliveries are signed with at this moment, the newest first. Throws SealBroken. */
export function secretsOf({ app }: Scope, row: WebhookRow): Secret[] {
  const place = placeOfSecret(row)
  const former = row.former_until !== null && row.former_until > app.now() ? row.former_secret : null
  return [row.sealed_secret, former].flatMap((sealed) =>
    sealed === null ? [] : [app.vault.open(sealed, place)],
  )
}

/** Throws Fault `invalid_input` for an address that is refused in any case, so that nobody waits to hear it. */
export function refusePrivate(scope: Scope, url: string): void {
  const { privateHosts } = scope.app.settings
  const { hostname } = new URL(url)
  if (privateHosts.includes('*') || privateHosts.includes(hostname) || !isPlainlyPrivate(hostname)) return
  const message =
    'this address leads into a private network; whoever runs the server may allow its host in PARLEY_PRIVATE_HOSTS'
  throw invalidInput(`url: ${message}`, [{ path: 'url', message }])
}

const instantOf = (moment: Date | null): string | null => moment?.toISOString() ?? null

export const toWebhook = ({ app }: Scope, row: WebhookRow, last: number): Webhook => ({
  id: row.id,
  name: row.name,
  url: row.url,
  eventTypes: row.event_types as WebhookEventType[],
  carriesText: row.carries_text,
  state: row.stopped_at ? 'stopped' : row.failing_since ? 'failing' : 'active',
  stoppedWhy: row.stopped_why as Webhook['stoppedWhy'],
  failingSince: instantOf(row.failing_since),
  nextTryAt: instantOf(row.next_try_at),
  behind: Math.max(0, last - row.position),
  signedTwiceUntil: row.former_until && row.former_until > app.now() ? instantOf(row.former_until) : null,
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
})
