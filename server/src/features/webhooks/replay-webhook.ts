import { ReplayWebhook, Webhook } from '#contract/shapes/webhook.ts'
import { lastNumber, numberBefore } from '#platform/outbox/find-events.ts'
import { Fault } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { beginBatch } from './deliver/begin-batch.ts'
import { toWebhook } from './webhook.ts'
import { lockWebhook, updateWebhook } from './webhook-store.ts'

/** Tells a webhook once more of everything since a moment, under the same ids, before it hears of what is new. */
export const replayWebhook = command({
  name: 'webhook.replay',
  permission: 'webhook:manage',
  input: ReplayWebhook,
  output: Webhook,
  async run(context, { webhookId, since }) {
    const { tx, scope, emit } = context
    const before = await lockWebhook(tx, webhookId)
    if (before.stopped_at) throw new Fault('precondition_failed', 'This webhook is stopped; resume it first.')
    const position = Math.min(before.position, await numberBefore(tx, new Date(since)))
    const row = await updateWebhook(tx, webhookId, { position, tries: 0 })
    await beginBatch(context, row)
    emit({ type: 'webhook.replayed', payload: { webhookId, name: row.name } })
    return toWebhook(scope, row, await lastNumber(tx))
  },
})
