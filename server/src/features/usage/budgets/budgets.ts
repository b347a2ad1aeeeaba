import { z } from 'zod'
import { uuidv7 } from 'uuidv7'
import { BudgetList, Budget, CreateBudget, ChangeBudget, BudgetRef } from '#contract/shapes/budget.ts'
import {
  listBudgetRows,
  showBudget,
  forgetBudgets,
  insertBudget,
  requireBudget,
  resetNotified,
  updateBudget,
  removeBudget,
} from '#features/budgets/index.ts'
import { requireAgent } from '#features/agents/index.ts'
import { requireMember } from '#features/people/index.ts'
import { query, command, type CommandContext } from '#kernel/use-case.ts'
import { Fault, invalidInput } from '#kernel/fault.ts'
import { withoutUndefined } from '#kernel/guard.ts'
import { columnsOf, refuseOddBudget } from './refuse-odd-budget.ts'

/** Lists budgets with the spent share of each. */
export const listBudgets = query({
  name: 'budget.list',
  permission: 'usage:read',
  input: z.strictObject({}),
  output: BudgetList,
  run: async ({ tx, scope }) => ({
    items: await Promise.all((await listBudgetRows(tx, scope)).map((row) => showBudget(tx, scope, row))),
  }),
})

const BUDGETS_MAX = 200

/** Limits what models may cost in a day or a month: in all, for one agent, or for people. */
export const createBudget = command({
  name: 'budget.create',
  permission: 'budget:manage',
  input: CreateBudget,
  output: Budget,
  async run(context, { kind, agentId, memberId, period, ...terms }): Promise<Budget> {
    const { tx, scope, emit } = context
    await requireSubject(context, { kind, agentId, memberId })
    await refuseOddBudget(tx, scope, terms)
    if ((await listBudgetRows(tx, scope)).length >= BUDGETS_MAX)
      throw new Fault('limit_reached', `You can have at most ${BUDGETS_MAX} budgets.`)
    const row = await insertBudget(tx, scope, {
      id: uuidv7(),
      kind,
      agent_id: agentId ?? null,
      member_id: memberId ?? null,
      period,
      ...columnsOf(terms),
    })
    emit({ type: 'budget.created', payload: { budgetId: row.id, kind } })
    forgetBudgets(context)
    return showBudget(tx, scope, row)
  },
})

interface Subject {
  kind: Budget['kind']
  agentId?: string | undefined
  memberId?: string | undefined
}

async function requireSubject({ tx, scope }: CommandContext, { kind, agentId, memberId }: Subject) {
  const refused = (path: string, message: string) => invalidInput(`${path}: ${message}`, [{ path, message }])
  if ((kind === 'agent') !== (agentId !== undefined))
    throw refused('agentId', 'required for the budget of an agent, not allowed otherwise')
  if (kind !== 'person' && memberId !== undefined)
    throw refused('memberId', 'only allowed for the budget of a person')
  if (agentId !== undefined) await requireAgent(tx, scope, agentId)
  if (memberId !== undefined) await requireMember(tx, scope, memberId)
}

/** Changes a budget's limits or thresholds, with immediate effect. */
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

/** Deletes a budget and so its limit. */
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
