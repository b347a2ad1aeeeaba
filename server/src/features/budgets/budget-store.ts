import { type Insertable, sql, type Updateable } from 'kysely'
import { conflict, notFound } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'
import type { BudgetRow } from './budget.ts'

/** Those that this actor may see: the tenant's, the oldest first. */
export const listBudgetRows = (tx: Reader, scope: Scope): Promise<BudgetRow[]> =>
  tx.selectFrom('budgets').selectAll().where('tenant_id', '=', scope.tenantId).orderBy('id').execute()

/** The budget, or Fault `not_found`. */
export async function requireBudget(tx: Reader, scope: Scope, id: string): Promise<BudgetRow> {
  const row = (await listBudgetRows(tx, scope)).find((budget) => budget.id === id)
  if (!row) throw notFound('budget')
  return row
}

type NewBudget = Omit<Insertable<Schema['budgets']>, 'tenant_id' | 'created_at' | 'updated_at'>

/** Stores a budget. Throws Fault `conflict` if there is one for the same subject and period. */
export async function insertBudget(tx: Transaction, scope: Scope, budget: NewBudget): Promise<BudgetRow> {
  const row = await tx
    .insertInto('budgets')
    .values({ tenant_id: scope.tenantId, ...budget })
    .onConflict((on) => on.doNothing())
    .returningAll()
    .executeTakeFirst()
  if (!row) throw conflict('This budget already exists: change that one.')
  return row
}

export const updateBudget = (
  tx: Transaction,
  id: string,
  change: Omit<Updateable<Schema['budgets']>, 'tenant_id' | 'id' | 'kind'>,
): Promise<BudgetRow> =>
  tx
    .updateTable('budgets')
    .set({ ...change, updated_at: sql<Date>`now()` })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()

export const removeBudget = async (tx: Transaction, id: string): Promise<void> =>
  void (await tx.deleteFrom('budgets').where('id', '=', id).execute())
