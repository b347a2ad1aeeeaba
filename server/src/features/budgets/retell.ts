import type { Transaction } from '#platform/database/open.ts'
import type { Scope } from '#kernel/scope.ts'
import { type BudgetRow, levelOf, periodOf, stepAt } from './budget.ts'
import { spentPercent } from './cross.ts'
import { listSpending, storeTold } from './spending-store.ts'

/** Begins to tell of a budget's steps anew, from where its spending stands now that the budget is another. */
export async function retell(tx: Transaction, scope: Scope, budget: BudgetRow): Promise<void> {
  const { begins } = periodOf(budget, scope.app.now())
  for (const row of await listSpending(tx, budget.id, begins)) {
    const level = levelOf(stepAt(budget, spentPercent(budget, row)))
    const share = { budgetId: budget.id, subjectId: row.subject_id, begins, nanos: 0, tokens: 0 }
    if (level !== row.told_step) await storeTold(tx, share, level)
  }
}
