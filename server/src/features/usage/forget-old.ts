import { step } from '#kernel/step.ts'
import { forgetOldSpending } from '#features/budgets/index.ts'
import { forgetOldResults } from '#kernel/idempotency.ts'

/** Deletes what would otherwise grow forever: stored results for repeats, and old spending of budgets. */
export const forgetOld = step(
  async ({ tx, scope }) => {
    await forgetOldResults(tx, scope.app.now())
    await forgetOldSpending(tx)
  },
  { evenWhenFull: true },
)
