import type { CommandContext } from '#kernel/use-case.ts'
import type { WebhookRow } from '../webhook.ts'
import { moveWebhook } from '../webhook-store.ts'
import { webhookDeliver } from '../job-kinds.ts'

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
