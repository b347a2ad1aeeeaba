import { z } from 'zod'
import { forgetOldSpending } from '#features/budgets/index.ts'
import { forgetOldResults } from '#kernel/idempotency.ts'
import { command } from '#kernel/use-case.ts'

/** Forgets what would grow for ever and nobody looks for any more: results for repeats, and what budgets counted long ago. */
export const forgetOld = command({
  name: 'usage.forget-old',
  permission: 'internal',
  input: z.strictObject({}),
  async run({ tx, scope }) {
    await forgetOldResults(tx, scope.app.now())
    await forgetOldSpending(tx)
  },
})
