import type { JobInput } from '#kernel/jobs.ts'
import { step } from '#kernel/step.ts'
import { lockWebhookIfThere } from '../webhook-store.ts'
import { beginBatch } from './begin-batches.ts'
import { webhookDeliver } from '../job-kinds.ts'

/** Leaves the rest of a batch to another job, immediately or after a pause. Part of `deliverEvents`. */
export const requeueBatch = step(
  async (
    context,
    { webhookId, batch, delayMs }: JobInput<typeof webhookDeliver> & { delayMs: number },
  ): Promise<void> => {
    const row = await lockWebhookIfThere(context.tx, webhookId)
    if (row && row.batch === batch && !row.stopped_at) await beginBatch(context, row, delayMs)
  },
)
