import { z } from 'zod'
import { uuidv7 } from 'uuidv7'
import type { Updateable } from 'kysely'
import {
  WebhookList,
  CreateWebhook,
  NewWebhook,
  ChangeWebhook,
  Webhook,
  WebhookRef,
} from '#contract/shapes/webhook.ts'
import { requireChannel } from '#features/channels/index.ts'
import { query, command } from '#kernel/use-case.ts'
import { Fault } from '#kernel/fault.ts'
import { lastNumber } from '#platform/outbox/find-events.ts'
import { newWebhookSecret } from '#platform/crypto/webhook-signature.ts'
import { beginPosition } from '#platform/outbox/consumer-position.ts'
import type { Schema } from '#platform/database/schema.ts'
import { toWebhook, CONSUMER, refuseAimless, refusePrivate, sealSecret, type WebhookRow } from './webhook.ts'
import {
  listWebhookRows,
  insertWebhook,
  lockWebhook,
  updateWebhook,
  removeWebhook,
  requireWebhook,
} from './webhook-store.ts'
import { beginBatch } from './deliver/begin-batches.ts'

/** Lists the tenant's webhooks with their health. */
export const listWebhooks = query({
  name: 'webhook.list',
  permission: 'webhook:manage',
  input: z.strictObject({}),
  output: WebhookList,
  async run({ tx, scope }) {
    const [rows, last] = await Promise.all([listWebhookRows(tx), lastNumber(tx)])
    return { items: rows.map((row) => toWebhook(scope, row, last)) }
  },
})

/** Creates a webhook for future events, or for the answers in a channel. Its signing secret is shown only this once. */
export const createWebhook = command({
  name: 'webhook.create',
  permission: 'webhook:manage',
  input: CreateWebhook,
  output: NewWebhook,
  secret: true,
  async run({ tx, scope, emit }, { name, url, eventTypes, channelId, carriesText }) {
    refusePrivate(scope, url)
    refuseAimless(channelId, eventTypes)
    if (channelId !== null) await requireChannel(tx, channelId)
    const [id, secret, last] = [uuidv7(), newWebhookSecret(), await lastNumber(tx)]
    const row = await insertWebhook(tx, {
      tenant_id: scope.tenantId,
      id,
      name,
      url,
      event_types: [...new Set(eventTypes)],
      channel_id: channelId,
      carries_text: carriesText,
      sealed_secret: sealSecret(scope, id, secret),
      position: last,
    })
    await beginPosition(tx, { tenantId: scope.tenantId, name: CONSUMER, number: last })
    emit({ type: 'webhook.created', payload: { webhookId: id, name } })
    return { webhook: toWebhook(scope, row, last), secret: secret.reveal() }
  },
})

/** Changes a webhook, stops it, or resumes it from where it stopped or from now. */
export const changeWebhook = command({
  name: 'webhook.change',
  permission: 'webhook:manage',
  input: ChangeWebhook,
  output: Webhook,
  async run(context, { webhookId, name, url, eventTypes, carriesText, isStopped, skipsMissed }) {
    const { tx, scope, emit } = context
    const before = await lockWebhook(tx, webhookId)
    if (url !== undefined) refusePrivate(scope, url)
    if (eventTypes) refuseAimless(before.channel_id, eventTypes)
    const last = await lastNumber(tx)
    const row = await updateWebhook(tx, webhookId, {
      ...(name !== undefined && { name }),
      ...(url !== undefined && { url }),
      ...(eventTypes && { event_types: [...new Set(eventTypes)] }),
      ...(carriesText !== undefined && { carries_text: carriesText }),
      ...(skipsMissed && { position: last, ...anew }),
      ...stopping(before, isStopped, scope.app.now()),
    })
    // A pending retry happens now: what was changed may have been the reason for the failure.
    if (!row.stopped_at && before.next_try_at) await beginBatch(context, row)
    emit({ type: 'webhook.changed', payload: { webhookId, name: row.name } })
    return toWebhook(scope, row, last)
  },
})

const anew = { tries: 0, failing_since: null, next_try_at: null }

function stopping(
  before: WebhookRow,
  isStopped: boolean | undefined,
  now: Date,
): Updateable<Schema['webhooks']> {
  if (isStopped === undefined || isStopped === (before.stopped_at !== null)) return {}
  return isStopped
    ? { stopped_at: now, stopped_why: 'by-hand', is_busy: false, ...anew }
    : { stopped_at: null, stopped_why: null, ...anew }
}

/** Removes a webhook with its secret and its deliveries. */
export const deleteWebhook = command({
  name: 'webhook.delete',
  permission: 'webhook:manage',
  input: WebhookRef,
  output: z.null(),
  async run({ tx, emit }, { webhookId }) {
    const { name } = await lockWebhook(tx, webhookId)
    await removeWebhook(tx, webhookId)
    emit({ type: 'webhook.deleted', payload: { webhookId, name } })
    return null
  },
})

/** Retries a failed delivery now, without waiting for the next attempt. */
export const retryWebhook = command({
  name: 'webhook.retry',
  permission: 'webhook:manage',
  input: WebhookRef,
  output: Webhook,
  async run(context, { webhookId }) {
    const { tx, scope } = context
    const row = await lockWebhook(tx, webhookId)
    if (row.stopped_at) throw new Fault('precondition_failed', 'This webhook is stopped; resume it first.')
    if (row.failing_since) await beginBatch(context, row)
    return toWebhook(scope, await requireWebhook(tx, webhookId), await lastNumber(tx))
  },
})
