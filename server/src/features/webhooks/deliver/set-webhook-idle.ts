import { firstEvent, lastNumber } from '#platform/outbox/find-events.ts'
import { command } from '#kernel/use-case.ts'
import { forgetOldDeliveries } from '../delivery-store.ts'
import { wantedBy } from '../webhook.ts'
import { lockInRun, moveWebhook } from '../webhook-store.ts'
import { RunRef } from './read-next.ts'

/** Marks a webhook idle that has received everything; false when something happened meanwhile. Part of `deliverEvents`. */
export const setWebhookIdle = command({
  name: 'webhook.set-idle',
  permission: 'internal',
  input: RunRef,
  async run({ tx }, run): Promise<boolean> {
    const row = await lockInRun(tx, run)
    if (!row) return true
    const through = await lastNumber(tx)
    if (await firstEvent(tx, wantedBy(row), { after: row.position, through })) return false
    await moveWebhook(tx, row.id, { position: Math.max(row.position, through), is_busy: false, runner: null })
    await forgetOldDeliveries(tx, row.id)
    return true
  },
})
