import { step } from '#kernel/step.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import { firstEvent, lastNumber } from '#platform/outbox/find-events.ts'
import { holdPosition, movePosition, readPosition } from '#platform/outbox/consumer-position.ts'
import { CONSUMER, wantedBy, type WebhookRow } from '../webhook.ts'
import { lockActiveWebhooks, moveWebhook } from '../webhook-store.ts'
import { webhookDeliver } from '../job-kinds.ts'

/** Begins to tell those webhooks of what happened lately that have nothing else to do. False: never more at once. */
export const beginBatches = step(async (context) => {
  const { tx, scope } = context
  const from = await readPosition(tx, CONSUMER)
  if (!(await holdPosition(tx, { tenantId: scope.tenantId, name: CONSUMER, number: from }))) return true
  // After the locks, so that whoever rests meanwhile has either seen these events or is seen resting.
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
 * Asks for the one job that goes on telling a webhook of events, at once or after a pause. Whatever job there was does
 * nothing any more. The row must be locked.
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
