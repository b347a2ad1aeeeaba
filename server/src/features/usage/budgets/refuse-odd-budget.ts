import { refuseUnknownModel } from '#features/models/index.ts'
import { invalidInput } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import type { Reader } from '#platform/database/open.ts'

/** The limits and thresholds of a budget, as in the contract. */
export interface Terms {
  amount: number | null
  currency: string | null
  tokens: number | null
  warnAt: number | null
  cheaperAt: number | null
  cheaperModel: string | null
  knowledgeAt: number | null
  personAt: number | null
}

const NANOS = 1e9

const odd = (path: string, message: string) => invalidInput(`${path}: ${message}`, [{ path, message }])

/** Throws Fault `invalid_input` for a budget that limits nothing, or whose thresholds are out of order. */
export async function refuseOddBudget(tx: Reader, scope: Scope, terms: Terms): Promise<void> {
  const { amount, currency, tokens, cheaperAt, cheaperModel } = terms
  if ((amount === null) !== (currency === null))
    throw odd('currency', 'give both the amount and its currency')
  if (amount !== null && Math.round(amount * NANOS) < 1) throw odd('amount', 'is too small')
  if (amount === null && tokens === null) throw odd('amount', 'give an amount of money, of tokens, or both')
  if ((cheaperAt === null) !== (cheaperModel === null))
    throw odd('cheaperModel', 'give both the cheaper model and the threshold when it answers')
  const order = (['warnAt', 'cheaperAt', 'knowledgeAt', 'personAt'] as const).flatMap((path) => {
    const at = terms[path]
    return at === null ? [] : [{ path, at }]
  })
  const early = order.find(({ at }, index) => at < (order[index - 1]?.at ?? 0))
  if (early) throw odd(early.path, 'must not be below the threshold before it')
  if (cheaperModel !== null) await refuseUnknownModel(tx, scope, cheaperModel)
}

/** The limits and thresholds as columns. */
export const columnsOf = (terms: Terms) => ({
  amount_nanos: terms.amount === null ? null : Math.round(terms.amount * NANOS),
  currency: terms.currency,
  tokens: terms.tokens,
  warn_at: terms.warnAt,
  cheaper_at: terms.cheaperAt,
  cheaper_model: terms.cheaperModel,
  knowledge_at: terms.knowledgeAt,
  person_at: terms.personAt,
})
