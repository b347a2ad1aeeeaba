import type { Scope } from '#kernel/scope.ts'
import type { JobInput } from '#kernel/jobs.ts'
import { claimBatch } from './claim-batch.ts'
import { requeueBatch } from './requeue-batch.ts'
import { readNext } from './read-next.ts'
import { setWebhookIdle } from './set-webhook-idle.ts'
import { sendEvent } from './send-event.ts'
import { settleDelivery } from './settle-delivery.ts'
import { skipEvent } from './skip-event.ts'
import { webhookDeliver } from './webhook-job.ts'

// So that many webhooks with long backlogs take turns.
const BATCH_MS = 20_000

/**
 * Tells a webhook of what it has not heard of, one event after the other. The first that fails ends the batch and is
 * tried again later, before all others. What was sent and not noted, because the process died, is sent again.
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
