import { uuidv7 } from 'uuidv7'
import type { JobInput } from '#kernel/jobs.ts'
import { step } from '#kernel/step.ts'
import { lockWebhookIfThere, moveWebhook, type Run } from '../webhook-store.ts'
import { webhookDeliver } from './webhook-job.ts'

/** Makes this the run that goes on; null when another job does, or the webhook was stopped. Part of `deliverEvents`. */
export const claimBatch = step(
  async ({ tx }, { webhookId, batch }: JobInput<typeof webhookDeliver>): Promise<Run | null> => {
    const row = await lockWebhookIfThere(tx, webhookId)
    if (!row || row.batch !== batch || row.stopped_at) return null
    const runner = uuidv7()
    await moveWebhook(tx, webhookId, { runner, next_try_at: null })
    return { webhookId, batch, runner }
  },
)
