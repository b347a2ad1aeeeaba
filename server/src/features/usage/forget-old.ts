import { step } from '#kernel/step.ts'
import { forgetOldSpending } from '#features/budgets/index.ts'
import { forgetOldResults } from '#kernel/idempotency.ts'

/** Forgets what would grow for ever and nobody looks for any more: results for repeats, and what budgets counted long ago. */
export const forgetOld = step(
  async ({ tx, scope }) => {
    await forgetOldResults(tx, scope.app.now())
    await forgetOldSpending(tx)
  },
  { evenWhenFull: true },
)
