import { uuidv7 } from 'uuidv7'
import type { BudgetThreshold } from '#contract/shapes/budget.ts'
import { entrustedScope } from '#features/access/index.ts'
import { findModel } from '#features/models/index.ts'
import type { LanguageModel, ModelPart, ModelRequest } from '#kernel/model-ports.ts'
import type { Scope } from '#kernel/scope.ts'
import { isFree } from './budget.ts'
import { budgetsOf, type Concerned, type Spender } from './budgets-of.ts'
import { charged, openTally, tokensAtMost } from './call-tokens.ts'
import { nothingFound, refused } from './refused.ts'
import { reserveCall, type Verdict, settleCall } from './reserve-call.ts'

interface Asking extends Spender {
  /**
   * Is told of a threshold that changes who answers, before what is answered then. Left out where only a model's own words will
   * do: a call is then refused once no model may be asked any more.
   */
  told?(threshold: BudgetThreshold): void
  /** Whether a person may be asked for instead. Whoever is told then sees to it. */
  hasPerson?: boolean
}

/**
 * The model of that id, or the tenant's default for null, as far as budgets allow: each call is reserved before and settled
 * after it, and a cheaper model or none may answer in its place. Throws what `findModel` throws; a call throws Fault
 * `limit_reached` with the reason `budget` where it is refused.
 */
export async function openModel(scope: Scope, id: string | null, asking: Asking): Promise<LanguageModel> {
  const model = await findModel(scope, id)
  if (model.provider === 'offline') return model
  const concerned = await budgetsOf(scope, asking)
  if (concerned.length === 0) return model
  const { id: modelId, provider, price, seesPictures } = model
  return {
    id: modelId,
    provider,
    price,
    seesPictures,
    stream: (request) => stream({ scope, model, asking, concerned }, request),
  }
}

interface Calling {
  scope: Scope
  model: LanguageModel
  asking: Asking
  concerned: readonly Concerned[]
}

async function* stream(calling: Calling, request: ModelRequest): AsyncGenerator<ModelPart> {
  const { model, asking, concerned } = calling
  const scope = entrustedScope(calling.scope, calling.scope.tenantId, calling.scope.actor)
  const call = { reservationId: uuidv7(), concerned }
  const verdict = await reserveCall(scope, { ...call, ...charged(tokensAtMost(request), model.price) })
  if (isFree(verdict.threshold)) return yield* withoutModel(calling, verdict, request)
  const chosen = verdict.threshold === 'cheaper-model' ? await cheaper(calling, verdict, request) : model
  if (chosen !== model) asking.told?.('cheaper-model')
  const tally = openTally(request, chosen.price)
  try {
    for await (const part of chosen.stream(request)) {
      tally.see(part)
      yield part
    }
  } finally {
    await settleCall(scope, { ...call, ...tally.read() }).catch((error: unknown) =>
      // What is not settled counts as it was reserved, after a while.
      scope.app.log.warn({ err: error }, 'The cost of a model call could not be settled.'),
    )
  }
}

/** The model that a budget names for when little is left; the one that was asked where that is gone or cannot see. */
async function cheaper(
  { scope, model }: Calling,
  { budget }: Verdict,
  request: ModelRequest,
): Promise<LanguageModel> {
  const named = budget?.cheaper_model ?? null
  if (named === null || named === model.id) return model
  try {
    const found = await findModel(scope, named)
    return found.seesPictures || !hasPictures(request) ? found : model
  } catch (error) {
    scope.app.log.warn(
      { err: error },
      'The cheaper model of a budget is not available; the usual one answers.',
    )
    return model
  }
}

const hasPictures = ({ messages }: ModelRequest): boolean =>
  messages.some((message) => message.role !== 'tool' && message.content.some(({ type }) => type === 'image'))

/** What is said for nothing: the words of the passages that were found, or that a person comes. */
async function* withoutModel(
  { scope, model, asking }: Calling,
  { threshold, budget }: Verdict,
  request: ModelRequest,
): AsyncGenerator<ModelPart> {
  const { told, hasPerson } = asking
  if (!told) throw refused()
  const { quoting } = scope.app.ports.models
  const price = model.price && { currency: model.price.currency, input: 0, cachedInput: null, output: 0 }
  const end: ModelPart = { type: 'finish', reason: 'stop', model: quoting.id, price, basis: 'limit' }
  if (threshold === 'person' && hasPerson) {
    told('person')
    return yield end
  }
  told('knowledge-only')
  let hasSpoken = false
  for await (const part of quoting.stream(request)) {
    if (part.type === 'finish') continue
    if (part.type === 'text-delta') hasSpoken = true
    yield part
  }
  if (!hasSpoken && hasPerson && budget?.person_at != null) told('person')
  else if (!hasSpoken) yield { type: 'text-delta', text: nothingFound(request) }
  yield hasSpoken ? { ...end, basis: 'documents' } : end
}
