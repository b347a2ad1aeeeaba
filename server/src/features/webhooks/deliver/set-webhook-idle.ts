import { step } from '#kernel/step.ts'
import { firstEvent, lastNumber } from '#platform/outbox/find-events.ts'
import { forgetOldDeliveries } from '../delivery-store.ts'
import { wantedBy } from '../webhook.ts'
import { lockInRun, moveWebhook } from '../webhook-store.ts'
import type { RunRef } from './read-next.ts'

/** Marks a webhook idle that has received everything; false when something happened meanwhile. Part of `deliverEvents`. */
export const setWebhookIdle = step(async ({ tx }, run: RunRef): Promise<boolean> => {
  const row = await lockInRun(tx, run)
  if (!row) return true
  const through = await lastNumber(tx)
  if (await firstEvent(tx, wantedBy(row), { after: row.position, through })) return false
  await moveWebhook(tx, row.id, { position: Math.max(row.position, through), is_busy: false, runner: null })
  await forgetOldDeliveries(tx, row.id)
  return true
})
