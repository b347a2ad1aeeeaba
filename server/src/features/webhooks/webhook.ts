import type { Selectable } from 'kysely'
import type { Webhook, WebhookEventType } from '#contract/shapes/webhook.ts'
import { conversationsOfChannel } from '#features/channels/index.ts'
import type { SealedColumn } from '#platform/database/reseal.ts'
import type { Schema } from '#platform/database/schema.ts'
import type { Secret } from '#platform/crypto/secret.ts'
import { isListedAddress } from '#platform/http/listed-hosts.ts'
import { isPlainlyPrivate } from '#platform/http/public-address.ts'
import type { Wanted } from '#platform/outbox/find-events.ts'
import { invalidInput } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'

export type WebhookRow = Selectable<Schema['webhooks']>

/** The name under which webhook delivery records its position. */
export const CONSUMER = 'webhooks'

/** The number of days of failures after which a webhook is stopped. */
export const FAILS_DAYS_MAX = 5

/** When answers are complete: those of people at once, those of agents when they end. */
const ANSWERED = ['message.created', 'reply.ended']

/**
 * Only events that operators can see are sent: nobody who sets up a webhook reads the members' own conversations. A
 * webhook that carries answers sees the conversations of its channel.
 */
export const wantedBy = ({
  event_types: types,
  channel_id: channelId,
}: Pick<WebhookRow, 'event_types' | 'channel_id'>): Wanted => ({
  unlike: { inInbox: false },
  ...(channelId === null
    ? { types }
    : {
        types: ANSWERED,
        among: { key: 'conversationId', ids: (tx) => conversationsOfChannel(tx, channelId) },
      }),
})

/** A secret can only be decrypted for its own webhook. */
const placeOfSecret = ({ tenant_id, id }: Pick<WebhookRow, 'tenant_id' | 'id'>): string =>
  `webhooks/${tenant_id}/${id}`

const sealedIn = (column: 'sealed_secret' | 'former_secret'): SealedColumn => ({
  table: 'webhooks',
  column,
  placeOf: ({ tenant_id = '', id = '' }) => placeOfSecret({ tenant_id, id }),
})

export const sealedSecrets = [sealedIn('sealed_secret'), sealedIn('former_secret')]

export const sealSecret = (scope: Scope, webhookId: string, secret: Secret): string =>
  scope.app.vault.seal(secret, placeOfSecret({ tenant_id: scope.tenantId, id: webhookId }))

/** The secrets with which deliveries are signed now, newest first. Throws SealBroken. */
export function secretsOf({ app }: Scope, row: WebhookRow): Secret[] {
  const place = placeOfSecret(row)
  const former = row.former_until !== null && row.former_until > app.now() ? row.former_secret : null
  return [row.sealed_secret, former].flatMap((sealed) =>
    sealed === null ? [] : [app.vault.open(sealed, place)],
  )
}

/** Throws Fault `invalid_input` unless it receives events, or the answers in a channel. */
export function refuseAimless(channelId: string | null, eventTypes: readonly string[]): void {
  const isAimless = channelId === null && eventTypes.length === 0
  if (!isAimless && (channelId === null || eventTypes.length === 0)) return
  const message = isAimless
    ? 'choose at least one event'
    : 'a webhook that delivers answers cannot receive other events'
  throw invalidInput(`eventTypes: ${message}`, [{ path: 'eventTypes', message }])
}

/** Throws Fault `invalid_input` for an address that would be refused in any case, so that the error comes early. */
export function refusePrivate(scope: Scope, url: string): void {
  const { privateHosts } = scope.app.settings
  if (isListedAddress(privateHosts, url) || !isPlainlyPrivate(new URL(url).hostname)) return
  const message =
    'this address is in a private network; the administrator of the server can allow its host and port in PARLEY_PRIVATE_HOSTS'
  throw invalidInput(`url: ${message}`, [{ path: 'url', message }])
}

const instantOf = (moment: Date | null): string | null => moment?.toISOString() ?? null

export const toWebhook = ({ app }: Scope, row: WebhookRow, last: number): Webhook => ({
  id: row.id,
  name: row.name,
  url: row.url,
  eventTypes: row.event_types as WebhookEventType[],
  channelId: row.channel_id,
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
