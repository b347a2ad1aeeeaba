import { memoryOf } from '#kernel/memory.ts'
import type { Scope } from '#kernel/scope.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import { type BudgetRow, periodOf } from './budget.ts'
import { listBudgetRows } from './budget-store.ts'
import { budgetsChanged } from './job-kinds.ts'
import type { Share } from './spending-store.ts'

const topic = 'budgets-changed'

/** By tenant. A process that cannot hear of a change notices it after a minute. */
const memory = memoryOf<readonly BudgetRow[]>({
  keptMs: 60_000,
  entriesMax: 10_000,
  topic,
  isAbout: (message, tenantId) => message === tenantId,
})

/** Announces after the commit that the tenant's budgets changed, and resumes work that waited for one. */
export function forgetBudgets({ announce, enqueue, scope }: CommandContext): void {
  announce(topic, scope.tenantId)
  enqueue(budgetsChanged, {})
}

/** On whose behalf a model is called. */
export interface Spender {
  agentId: string | null
  /** The member or visitor; null for nobody. */
  personId: string | null
}

/** A call for the whole tenant, by no agent and for no single person. */
export const NOBODY: Spender = { agentId: null, personId: null }

/** A budget that a call counts towards. */
export interface Concerned {
  budget: BudgetRow
  share: Pick<Share, 'budgetId' | 'subjectId' | 'begins'>
}

/** The budgets that a call counts towards; cached ones are not read again. */
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

/** Whose spending it is for a budget; null if the call does not count towards it. */
function subjectOf(
  { kind, agent_id, member_id, period }: BudgetRow,
  tenantId: string,
  { agentId, personId }: Spender,
  all: readonly BudgetRow[],
): string | null {
  if (kind === 'tenant') return tenantId
  if (kind === 'agent') return agent_id === agentId ? agentId : null
  if (member_id !== null) return member_id === personId ? personId : null
  // A person with an individual budget is not subject to the general one.
  const hasOwn = all.some((other) => other.member_id === personId && other.period === period)
  return hasOwn ? null : personId
}
