import { uuidv7 } from 'uuidv7'
import type { Scope } from '#kernel/scope.ts'
import type { JobInput } from '#kernel/jobs.ts'
import { step } from '#kernel/step.ts'
import { firstEvent, lastNumber } from '#platform/outbox/find-events.ts'
import { lockInRun, moveWebhook, lockWebhookIfThere, type Run } from '../webhook-store.ts'
import { forgetOldDeliveries } from '../delivery-store.ts'
import { wantedBy } from '../webhook.ts'
import { requeueBatch } from './requeue-batch.ts'
import { readNext, type RunRef } from './read-next.ts'
import { sendEvent } from './send-event.ts'
import { settleDelivery } from './settle-delivery.ts'
import { webhookDeliver } from '../job-kinds.ts'

// So that many webhooks with long backlogs take turns.
const BATCH_MS = 20_000

/**
 * Delivers a webhook's outstanding events, one after another. The first failure ends the batch and is retried later,
 * before all others. An event that was sent but not recorded, because the process died, is sent again.
 */
export async function deliverEvents(scope: Scope, batch: JobInput<typeof webhookDeliver>): Promise<void> {
  const run = await claimBatch(scope, batch)
  if (!run) return
  const begun = performance.now()
  while (performance.now() - begun < BATCH_MS) {
    scope.signal.throwIfAborted()
    const next = await readNext(scope, run)
    if (next === 'over') return
    if (next === 'nothing') {
      if (await setWebhookIdle(scope, run)) return
      continue
    }
    if ('skipped' in next) {
      await skipEvent(scope, { run, number: next.skipped })
      continue
    }
    const outcome = await sendEvent({ scope, ports: scope.app.ports }, next)
    if (!(await settleDelivery(scope, { run, letter: next, outcome }))) return
  }
  await requeueBatch(scope, { ...batch, delayMs: 0 })
}

/** Moves a webhook past an event that it does not receive. */
const skipEvent = step(async ({ tx }, { run, number }: { run: RunRef; number: number }): Promise<void> => {
  const row = await lockInRun(tx, run)
  if (row && row.position < number) await moveWebhook(tx, row.id, { position: number })
})

/** Claims the batch for this run; null if another job delivers it, or the webhook was stopped. */
const claimBatch = step(
  async ({ tx }, { webhookId, batch }: JobInput<typeof webhookDeliver>): Promise<Run | null> => {
    const row = await lockWebhookIfThere(tx, webhookId)
    if (!row || row.batch !== batch || row.stopped_at) return null
    const runner = uuidv7()
    await moveWebhook(tx, webhookId, { runner, next_try_at: null })
    return { webhookId, batch, runner }
  },
)

/** Marks a webhook idle that has received everything; false if new events arrived. */
const setWebhookIdle = step(async ({ tx }, run: RunRef): Promise<boolean> => {
  const row = await lockInRun(tx, run)
  if (!row) return true
  const through = await lastNumber(tx)
  if (await firstEvent(tx, wantedBy(row), { after: row.position, through })) return false
  await moveWebhook(tx, row.id, { position: Math.max(row.position, through), is_busy: false, runner: null })
  await forgetOldDeliveries(tx, row.id)
  return true
})
