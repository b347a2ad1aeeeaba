import { uuidv7 } from 'uuidv7'
import { command } from '#kernel/use-case.ts'
import { lockWebhookIfThere, moveWebhook, type Run } from '../webhook-store.ts'
import { webhookDeliver } from './webhook-job.ts'

/** Makes this the run that goes on; null when another job does, or the webhook was stopped. Part of `deliverEvents`. */
export const claimBatch = command({
  name: 'webhook.claim-batch',
  permission: 'internal',
  input: webhookDeliver.input,
  async run({ tx }, { webhookId, batch }): Promise<Run | null> {
    const row = await lockWebhookIfThere(tx, webhookId)
    if (!row || row.batch !== batch || row.stopped_at) return null
    const runner = uuidv7()
    await moveWebhook(tx, webhookId, { runner, next_try_at: null })
    return { webhookId, batch, runner }
  },
})
