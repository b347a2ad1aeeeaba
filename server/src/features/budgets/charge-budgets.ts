import { step } from '#kernel/step.ts'
import type { Spent } from '#kernel/cost.ts'
import type { Scope } from '#kernel/scope.ts'
import { entrustedScope } from '#features/access/index.ts'
import { budgetsOf, type Concerned, type Spender } from './budgets-of.ts'
import { notifyCrossings } from './notify-crossings.ts'
import { addSpending } from './spending-store.ts'

/** Counts a cost that is only known afterwards: of a transcript, or of synthesized speech. */
export async function chargeBudgets(scope: Scope, spender: Spender, cost: Spent | null): Promise<void> {
  if (cost === null || cost.nanos === 0) return
  const all = await budgetsOf(scope, spender)
  const concerned = all.filter(
    ({ budget }) => budget.amount_nanos !== null && budget.currency === cost.currency,
  )
  if (concerned.length === 0) return
  const trusted = entrustedScope(scope, scope.tenantId, scope.actor)
  await chargeCall(trusted, { concerned, nanos: cost.nanos })
}

/** Counts a cost towards budgets without a reservation. */
export const chargeCall = step(
  async (
    context,
    { concerned, nanos }: { concerned: readonly Concerned[]; nanos: number },
  ): Promise<void> => {
    const shares = concerned.map(({ share }) => ({ ...share, nanos, tokens: 0 }))
    await notifyCrossings(context, concerned, await addSpending(context.tx, context.scope, shares))
  },
)
