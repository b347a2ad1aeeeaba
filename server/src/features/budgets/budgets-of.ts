import { memoryOf } from '#kernel/memory.ts'
import type { Scope } from '#kernel/scope.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import { type BudgetRow, periodOf } from './budget.ts'
import { listBudgetRows } from './budget-store.ts'
import { budgetsChanged } from './job-kinds.ts'
import type { Share } from './spending-store.ts'

const topic = 'budgets-changed'

/** By tenant. A process that cannot hear of a change finds it after a minute. */
const memory = memoryOf<readonly BudgetRow[]>({
  keptMs: 60_000,
  entriesMax: 10_000,
  topic,
  isAbout: (message, tenantId) => message === tenantId,
})

/** Says after the commit that the tenant's budgets are others, and has taken up what waited for one. */
export function forgetBudgets({ announce, enqueue, scope }: CommandContext): void {
  announce(topic, scope.tenantId)
  enqueue(budgetsChanged, {})
}

/** For whom a model is asked. */
export interface Spender {
  agentId: string | null
  /** The member or visitor for whom it is; null where it is for nobody. */
  personId: string | null
}

/** Where it is asked for the whole tenant, by no agent and for no one person. */
export const NOBODY: Spender = { agentId: null, personId: null }

/** A budget that a call counts towards. */
export interface Concerned {
  budget: BudgetRow
  share: Pick<Share, 'budgetId' | 'subjectId' | 'begins'>
}

/** The budgets that a call of somebody's counts towards; none is read where they are known. */
export async function budgetsOf(scope: Scope, spender: Spender): Promise<Concerned[]> {
  const rows = await recall(scope)
  if (rows.length === 0) return []
  const now = scope.app.now()
  return rows.flatMap((budget) => {
    const subjectId = subjectOf(budget, scope.tenantId, spender, rows)
    const share = { budgetId: budget.id, begins: periodOf(budget, now).begins }
    return subjectId === null ? [] : [{ budget, share: { ...share, subjectId } }]
  })
}

async function recall(scope: Scope): Promise<readonly BudgetRow[]> {
  const { app, tenantId } = scope
  const known = memory(app).recall(tenantId)
  if (known) return known
  const keep = memory(app).beginReading()
  const rows = await app.database.read(tenantId, (tx) => listBudgetRows(tx, scope))
  keep(tenantId, rows)
  return rows
}

/** Whose spending it is to a budget; null where the call does not concern it. */
function subjectOf(
  { kind, agent_id, member_id, period }: BudgetRow,
  tenantId: string,
  { agentId, personId }: Spender,
  all: readonly BudgetRow[],
): string | null {
  if (kind === 'tenant') return tenantId
  if (kind === 'agent') return agent_id === agentId ? agentId : null
  if (member_id !== null) return member_id === personId ? personId : null
  // Who has a budget of their own does not have everybody's.
  const hasOwn = all.some((other) => other.member_id === personId && other.period === period)
  return hasOwn ? null : personId
}
