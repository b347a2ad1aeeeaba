import { step } from '#kernel/step.ts'
import { lockInRun, moveWebhook } from '../webhook-store.ts'
import type { RunRef } from './read-next.ts'

/** Moves a webhook past an event that is nothing to tell. Part of `deliverEvents`. */
export const skipEvent = step(
  async ({ tx }, { run, number }: { run: RunRef; number: number }): Promise<void> => {
    const row = await lockInRun(tx, run)
    if (row && row.position < number) await moveWebhook(tx, row.id, { position: number })
  },
)
