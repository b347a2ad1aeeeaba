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
   * Called with a threshold that changes who answers, before the answer. Omitted if only a model will do: then a call
   * is refused once no model may be called.
   */
  told?(threshold: BudgetThreshold): void
  /** Whether a person can answer instead. The callee of `told` takes care of it. */
  hasPerson?: boolean
}

/**
 * The model with that ID, or with null the tenant's default, within the budgets: each call is reserved before and
 * settled after it, and a cheaper model or none may answer instead. Throws what `findModel` throws; a refused call
 * throws Fault `limit_reached` with the reason `budget`.
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
      // A call that is not settled counts as reserved after a while.
      scope.app.log.warn({ err: error }, 'The cost of a model call could not be settled.'),
    )
  }
}

/** The budget's cheaper model; the requested one if that is gone or cannot read images. */
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

/** An answer without a model: quotes from the passages found, or the notice that a person will come. */
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
