import type { Updateable } from 'kysely'
import { ChangeWebhook, Webhook } from '#contract/shapes/webhook.ts'
import type { Schema } from '#platform/database/schema.ts'
import { lastNumber } from '#platform/outbox/find-events.ts'
import { command } from '#kernel/use-case.ts'
import { beginBatch } from './deliver/begin-batch.ts'
import { refuseAimless, refusePrivate, toWebhook, type WebhookRow } from './webhook.ts'
import { lockWebhook, updateWebhook } from './webhook-store.ts'

/** Changes what is given of a webhook, stops it or lets it go on from where it stopped, or from now. */
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
    // What waits to be tried again is tried now: the reason may be what was changed.
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
