import { Budget, ChangeBudget } from '#contract/shapes/budget.ts'
import {
  forgetBudgets,
  requireBudget,
  resetNotified,
  showBudget,
  updateBudget,
} from '#features/budgets/index.ts'
import { withoutUndefined } from '#kernel/guard.ts'
import { command } from '#kernel/use-case.ts'
import { columnsOf, refuseOddBudget } from './refuse-odd-budget.ts'

/** Gives a budget another limit, or has it do something else as it is used up. It holds at once. */
export const changeBudget = command({
  name: 'budget.change',
  permission: 'budget:manage',
  input: ChangeBudget,
  output: Budget,
  async run(context, { budgetId, ...changes }): Promise<Budget> {
    const { tx, scope, emit } = context
    const before = await showBudget(tx, scope, await requireBudget(tx, scope, budgetId))
    const terms = { ...before, ...withoutUndefined(changes) }
    await refuseOddBudget(tx, scope, terms)
    const row = await updateBudget(tx, budgetId, columnsOf(terms))
    await resetNotified(tx, scope, row)
    emit({ type: 'budget.changed', payload: { budgetId, kind: before.kind } })
    forgetBudgets(context)
    return showBudget(tx, scope, row)
  },
})
