import { z } from 'zod'
import { command } from '#kernel/use-case.ts'
import { lockWebhookIfThere } from '../webhook-store.ts'
import { beginBatch } from './begin-batch.ts'
import { webhookDeliver } from './webhook-job.ts'

/** Leaves the rest of a batch to another job, at once or after a pause. Part of `deliverEvents`. */
export const requeueBatch = command({
  name: 'webhook.requeue-batch',
  permission: 'internal',
  input: webhookDeliver.input.extend({ delayMs: z.int() }),
  async run(context, { webhookId, batch, delayMs }): Promise<void> {
    const row = await lockWebhookIfThere(context.tx, webhookId)
    if (row && row.batch === batch && !row.stopped_at) await beginBatch(context, row, delayMs)
  },
})
