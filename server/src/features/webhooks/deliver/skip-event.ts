import { z } from 'zod'
import { command } from '#kernel/use-case.ts'
import { lockInRun, moveWebhook } from '../webhook-store.ts'
import { RunRef } from './read-next.ts'

/** Moves a webhook past an event that is nothing to tell. Part of `deliverEvents`. */
export const skipEvent = command({
  name: 'webhook.skip-event',
  permission: 'internal',
  input: z.strictObject({ run: RunRef, number: z.int() }),
  async run({ tx }, { run, number }): Promise<void> {
    const row = await lockInRun(tx, run)
    if (row && row.position < number) await moveWebhook(tx, row.id, { position: number })
  },
})
