import { z } from 'zod'
import { command } from '#kernel/use-case.ts'
import { lockWebhookIfThere } from '../webhook-store.ts'
import { beginRound } from './begin-round.ts'
import { webhookDeliver } from './webhook-job.ts'

/** Leaves the rest of a round to another job, at once or after a pause. Part of `deliverEvents`. */
export const passOn = command({
  name: 'webhook.pass-on',
  permission: 'internal',
  input: webhookDeliver.input.extend({ delayMs: z.int() }),
  async run(context, { webhookId, round, delayMs }): Promise<void> {
    const row = await lockWebhookIfThere(context.tx, webhookId)
    if (row && row.round === round && !row.stopped_at) await beginRound(context, row, delayMs)
  },
})
