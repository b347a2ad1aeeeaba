import { step } from '#kernel/step.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import { firstEvent, lastNumber } from '#platform/outbox/find-events.ts'
import { holdPosition, movePosition, readPosition } from '#platform/outbox/consumer-position.ts'
import { CONSUMER, wantedBy, type WebhookRow } from '../webhook.ts'
import { lockActiveWebhooks, moveWebhook } from '../webhook-store.ts'
import { webhookDeliver } from '../job-kinds.ts'

/** Starts delivery to idle webhooks with recent events. False: there is never more to do at once. */
export const beginBatches = step(async (context) => {
  const { tx, scope } = context
  const from = await readPosition(tx, CONSUMER)
  if (!(await holdPosition(tx, { tenantId: scope.tenantId, name: CONSUMER, number: from }))) return true
  // After the locks, so that a webhook that becomes idle now has either seen these events or is seen idle.
  const webhooks = await lockActiveWebhooks(tx)
  const last = await lastNumber(tx)
  for (const webhook of webhooks) {
    if (webhook.is_busy || webhook.position >= last) continue
    const event = await firstEvent(tx, wantedBy(webhook), { after: webhook.position, through: last })
    if (event) await beginBatch(context, webhook)
    else await moveWebhook(tx, webhook.id, { position: last })
  }
  await movePosition(tx, CONSUMER, last)
  return false
})

/**
 * Queues the one job that delivers events to a webhook, immediately or after a pause. Earlier jobs become void. The row
 * must be locked.
 */
export async function beginBatch(
  { tx, scope, enqueue }: CommandContext,
  { id, batch }: Pick<WebhookRow, 'id' | 'batch'>,
  delayMs = 0,
): Promise<void> {
  const next = batch + 1
  await moveWebhook(tx, id, {
    batch: next,
    runner: null,
    is_busy: true,
    next_try_at: delayMs > 0 ? new Date(scope.app.now().getTime() + delayMs) : null,
  })
  enqueue(webhookDeliver, { webhookId: id, batch: next }, { delayMs })
}
