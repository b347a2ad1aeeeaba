import { z } from 'zod'
import { BudgetRef } from '#contract/shapes/budget.ts'
import { forgetBudgets, removeBudget, requireBudget } from '#features/budgets/index.ts'
import { command } from '#kernel/use-case.ts'

/** Removes a budget: what it limited is limited no more. */
export const deleteBudget = command({
  name: 'budget.delete',
  permission: 'budget:manage',
  input: BudgetRef,
  output: z.null(),
  async run(context, { budgetId }) {
    const { tx, scope, emit } = context
    const { kind } = await requireBudget(tx, scope, budgetId)
    await removeBudget(tx, budgetId)
    emit({ type: 'budget.deleted', payload: { budgetId, kind: kind as 'tenant' } })
    forgetBudgets(context)
    return null
  },
})
