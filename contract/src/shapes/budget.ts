import { z } from 'zod'
import { id, Instant } from '../ids.ts'
import { Currency } from '../money.ts'

export const BudgetKind = z
  .enum(['tenant', 'agent', 'person'])
  .describe('What the budget limits: the whole tenant, one agent, or a person.')
export type BudgetKind = z.infer<typeof BudgetKind>

/** What a budget does as it is used up, from the mildest effect to the strictest. */
export const BudgetThreshold = z.enum(['warned', 'cheaper-model', 'knowledge-only', 'person'])
export type BudgetThreshold = z.infer<typeof BudgetThreshold>

const percent = z.int().min(1).max(100).nullable()
const limits = {
  amount: z
    .number()
    .positive()
    .max(1_000_000)
    .nullable()
    .describe(
      'The limit in `currency`, for calls of models that are priced in that currency; null: no such limit.',
    ),
  currency: Currency.nullable().describe(
    'The currency of `amount`, for example `USD`; null if there is no `amount`.',
  ),
  tokens: z
    .int()
    .positive()
    .max(1_000_000_000_000)
    .nullable()
    .describe(
      'The limit in tokens, input and output, for calls that `amount` does not count; null: no such limit.',
    ),
}
const thresholds = {
  warnAt: percent.describe('The percentage of the budget at which admins are warned; null: never.'),
  cheaperAt: percent.describe(
    'The percentage of the budget at which `cheaperModel` takes over; null: never.',
  ),
  cheaperModel: z
    .string()
    .min(1)
    .max(200)
    .nullable()
    .describe('The model that answers from `cheaperAt` on, as `provider/model`; null: none.'),
  knowledgeAt: percent.describe(
    'The percentage of the budget at which answers are quoted from knowledge bases without a model; null: only at 100, which always does so.',
  ),
  personAt: percent.describe(
    'The percentage of the budget at which conversations are handed to a person; null: never. If set, one is also handed over when no model may answer and knowledge bases have no answer.',
  ),
}

export const BudgetRef = z.strictObject({ budgetId: id('budget') })

export const CreateBudget = z.strictObject({
  kind: BudgetKind,
  agentId: id('agent').optional().describe('The agent that the budget limits. Only for `kind: agent`.'),
  memberId: id('member')
    .optional()
    .describe(
      'The member that the budget limits, for `kind: person`. Omitted: the budget applies to each person separately, visitors too.',
    ),
  period: z
    .enum(['day', 'month'])
    .default('month')
    .describe('The calendar day or month in UTC after which the budget starts over.'),
  ...limits,
  amount: limits.amount.default(null),
  currency: limits.currency.default(null),
  tokens: limits.tokens.default(null),
  warnAt: thresholds.warnAt.default(80),
  cheaperAt: thresholds.cheaperAt.default(null),
  cheaperModel: thresholds.cheaperModel.default(null),
  knowledgeAt: thresholds.knowledgeAt.default(100),
  personAt: thresholds.personAt.default(null),
})

export const ChangeBudget = BudgetRef.extend({
  ...limits,
  ...thresholds,
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
    agentId: id('agent').nullable().describe('The agent that the budget limits; null for other kinds.'),
    memberId: id('member')
      .nullable()
      .describe('The member that the budget limits; null for other kinds, or if it applies to each person.'),
    period: z
      .enum(['day', 'month'])
      .describe('The calendar day or month in UTC after which the budget starts over.'),
    amount: z.number().nullable().describe('The limit in `currency`; null: none.'),
    currency: z.string().nullable().describe('The currency of `amount`; null if there is no `amount`.'),
    tokens: z.int().nullable().describe('The limit in tokens, input and output; null: none.'),
    warnAt: z
      .int()
      .nullable()
      .describe('The percentage of the budget at which admins are warned; null: never.'),
    cheaperAt: z
      .int()
      .nullable()
      .describe('The percentage of the budget at which `cheaperModel` takes over; null: never.'),
    cheaperModel: z
      .string()
      .nullable()
      .describe('The model that answers from `cheaperAt` on, as `provider/model`; null: none.'),
    knowledgeAt: z
      .int()
      .nullable()
      .describe(
        'The percentage of the budget at which answers are quoted from knowledge bases without a model; null: only at 100, which always does so.',
      ),
    personAt: z
      .int()
      .nullable()
      .describe(
        'The percentage of the budget at which conversations are handed to a person; null: never. If set, one is also handed over when no model may answer and knowledge bases have no answer.',
      ),
    spent: z
      .object({
        amount: z.number().describe('The amount spent, in the currency of the budget.'),
        tokens: z.int().describe('The tokens used by calls that `amount` does not count.'),
        reservedAmount: z.number().describe('The amount reserved for calls in progress.'),
        reservedTokens: z.int().describe('The tokens reserved for calls in progress.'),
        percent: z
          .number()
          .describe(
            'The percentage of the budget that is spent. If it has two limits, the higher percentage.',
          ),
      })
      .describe(
        'The spending in the current period. If the budget applies to each person, that of the person who spent most.',
      ),
    threshold: BudgetThreshold.nullable().describe('The highest threshold reached so far; null: none.'),
    periodEndsAt: Instant.describe('When the current period of the budget ends.'),
  })
  .meta({ id: 'Budget' })
export type Budget = z.infer<typeof Budget>

export const BudgetList = z.object({ items: z.array(Budget) }).meta({ id: 'BudgetList' })
