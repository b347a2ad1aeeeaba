import { z } from 'zod'
import { id, Instant } from '../ids.ts'
import { Currency } from '../money.ts'

export const BudgetKind = z.enum(['tenant', 'agent', 'person'])
export type BudgetKind = z.infer<typeof BudgetKind>

/** What a budget does as it is used up, in the order in which it does it. */
export const BudgetThreshold = z.enum(['warned', 'cheaper-model', 'knowledge-only', 'person'])
export type BudgetThreshold = z.infer<typeof BudgetThreshold>

const percent = z.int().min(1).max(100).nullable()
const limits = {
  amount: z
    .number()
    .positive()
    .max(1_000_000)
    .nullable()
    .describe('Of its currency; counts calls of models whose price is in that currency.'),
  currency: Currency.nullable(),
  tokens: z
    .int()
    .positive()
    .max(1_000_000_000_000)
    .nullable()
    .describe('Counts all other calls, read and written; null: they are not limited.'),
}
const thresholds = {
  warnAt: percent.default(80).describe('The percentage from which admins are warned.'),
  cheaperAt: percent.default(null).describe('From which `cheaperModel` answers in place of another.'),
  cheaperModel: z.string().min(1).max(200).nullable().default(null),
  knowledgeAt: percent
    .default(100)
    .describe(
      'From which answers are taken word for word from knowledge bases. At the end of a budget in any case.',
    ),
  personAt: percent
    .default(null)
    .describe('From which a person is asked for; also where knowledge bases have no answer any more.'),
}

export const BudgetRef = z.strictObject({ budgetId: id('budget') })

export const CreateBudget = z.strictObject({
  kind: BudgetKind,
  agentId: id('agent').optional().describe('For `agent` alone.'),
  memberId: id('member')
    .optional()
    .describe('For `person`: this member. Without it the budget is every person’s, each by themselves.'),
  period: z.enum(['day', 'month']).default('month').describe('Of the calendar, UTC.'),
  ...limits,
  amount: limits.amount.default(null),
  currency: limits.currency.default(null),
  tokens: limits.tokens.default(null),
  ...thresholds,
})

export const ChangeBudget = BudgetRef.extend({
  amount: limits.amount,
  currency: limits.currency,
  tokens: limits.tokens,
  warnAt: percent,
  cheaperAt: percent,
  cheaperModel: z.string().min(1).max(200).nullable(),
  knowledgeAt: percent,
  personAt: percent,
}).partial({
  amount: true,
  currency: true,
  tokens: true,
  warnAt: true,
  cheaperAt: true,
  cheaperModel: true,
  knowledgeAt: true,
  personAt: true,
})

export const Budget = z
  .object({
    id: id('budget'),
    kind: BudgetKind,
    agentId: id('agent').nullable(),
    memberId: id('member').nullable(),
    period: z.enum(['day', 'month']),
    amount: z.number().nullable(),
    currency: z.string().nullable(),
    tokens: z.int().nullable(),
    warnAt: z.int().nullable(),
    cheaperAt: z.int().nullable(),
    cheaperModel: z.string().nullable(),
    knowledgeAt: z.int().nullable(),
    personAt: z.int().nullable(),
    spent: z
      .object({
        amount: z.number(),
        tokens: z.int().describe('Of calls that are not counted as money.'),
        reservedAmount: z.number().describe('For calls that are under way.'),
        reservedTokens: z.int(),
        percent: z.number().describe('How much of it is spent; of the nearer limit where it has two.'),
      })
      .describe('In the present period; of every person’s budget that of whoever has spent most.'),
    threshold: BudgetThreshold.nullable().describe('The threshold that is reached now; null: none.'),
    periodEndsAt: Instant,
  })
  .meta({ id: 'Budget' })
export type Budget = z.infer<typeof Budget>

export const BudgetList = z.object({ items: z.array(Budget) }).meta({ id: 'BudgetList' })
