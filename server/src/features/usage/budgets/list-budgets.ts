import { z } from 'zod'
import { BudgetList } from '#contract/shapes/budget.ts'
import { listBudgetRows, showBudget } from '#features/budgets/index.ts'
import { query } from '#kernel/use-case.ts'

/** Lists the budgets, and how much of each is spent. */
export const listBudgets = query({
  name: 'budget.list',
  permission: 'usage:read',
  input: z.strictObject({}),
  output: BudgetList,
  run: async ({ tx, scope }) => ({
    items: await Promise.all((await listBudgetRows(tx, scope)).map((row) => showBudget(tx, scope, row))),
  }),
})
