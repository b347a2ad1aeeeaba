import { uuidv7 } from 'uuidv7'
import { Budget, CreateBudget } from '#contract/shapes/budget.ts'
import { requireAgent } from '#features/agents/index.ts'
import { forgetBudgets, insertBudget, listBudgetRows, showBudget } from '#features/budgets/index.ts'
import { requireMember } from '#features/people/index.ts'
import { Fault, invalidInput } from '#kernel/fault.ts'
import { command, type CommandContext } from '#kernel/use-case.ts'
import { columnsOf, refuseOddBudget } from './refuse-odd-budget.ts'

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
