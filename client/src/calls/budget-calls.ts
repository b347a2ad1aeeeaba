import type { z } from 'zod'
import type { Budget, BudgetList, ChangeBudget, CreateBudget } from '#contract/shapes/budget.ts'
import { path, type Transport } from '../transport.ts'

/** What models may cost: in all, for an agent, or for people. */
export const budgetCalls = ({ call }: Transport) => ({
  list: () => call<z.output<typeof BudgetList>>('GET', '/v1/budgets'),
  create: (body: z.input<typeof CreateBudget>) => call<Budget>('POST', '/v1/budgets', { body }),
  change: (budgetId: string, body: Omit<z.input<typeof ChangeBudget>, 'budgetId'>) =>
    call<Budget>('PATCH', path`/v1/budgets/${budgetId}`, { body }),
  remove: (budgetId: string, options: { keepalive?: boolean } = {}) =>
    call<void>('DELETE', path`/v1/budgets/${budgetId}`, options),
})
