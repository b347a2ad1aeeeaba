import { openModel } from '#features/budgets/index.ts'
import type { LanguageModel } from '#kernel/model-ports.ts'
import type { Scope } from '#kernel/scope.ts'
import type { Composition } from './composition.ts'
import { limitedNotice } from './limited-notice.ts'

/** Whose budgets an answer counts towards, and what becomes of it when one is used up. */
export interface Spending {
  agentId: string | null
  /** The member or visitor who is answered; null where nobody is. */
  personId: string | null
  /** Whether a person may be asked for instead. */
  hasPerson: boolean
  /** Whether nothing but a model's own words will do. */
  mustBeModel?: boolean
}

/**
 * The model that answers as far as budgets allow, and the same for what is asked aside. What acts on the answer is told
 * in it.
 */
export async function openLimits(
  scope: Scope,
  model: string | null,
  { mustBeModel = false, hasPerson, ...spender }: Spending,
  { composition, question }: { composition: Composition; question: string },
): Promise<[model: LanguageModel, aside: LanguageModel]> {
  const aside = await openModel(scope, model, spender)
  if (mustBeModel) return [aside, aside]
  const told = new Set<string>()
  const answering = await openModel(scope, model, {
    ...spender,
    hasPerson,
    told(step) {
      if (step === 'warned' || told.has(step)) return
      told.add(step)
      if (step === 'knowledge-only') composition.take({ type: 'text-delta', text: limitedNotice(question) })
      composition.addPart({ type: 'limited', step })
    },
  })
  return [answering, aside]
}
