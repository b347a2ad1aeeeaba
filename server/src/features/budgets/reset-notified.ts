import type { Transaction } from '#platform/database/open.ts'
import type { Scope } from '#kernel/scope.ts'
import { type BudgetRow, levelOf, periodOf, thresholdAt } from './budget.ts'
import { spentPercent } from './notify-crossings.ts'
import { listSpending, storeNotified } from './spending-store.ts'

/** Resets which thresholds were notified to what spending has reached, after the budget was changed. */
export async function resetNotified(tx: Transaction, scope: Scope, budget: BudgetRow): Promise<void> {
  const { begins } = periodOf(budget, scope.app.now())
  for (const row of await listSpending(tx, budget.id, begins)) {
    const level = levelOf(thresholdAt(budget, spentPercent(budget, row)))
    const share = { budgetId: budget.id, subjectId: row.subject_id, begins, nanos: 0, tokens: 0 }
    if (level !== row.notified_threshold) await storeNotified(tx, share, level)
  }
}
