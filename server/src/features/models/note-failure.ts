import { step } from '#kernel/step.ts'
import { ModelFailure } from '#contract/error-codes.ts'
import { boundedMap } from '#kernel/bounded-map.ts'
import { asFault } from '#kernel/fault.ts'
import { logOf } from '#kernel/log-of.ts'
import { isModelFailure } from '#kernel/model-failures.ts'
import type { LanguageModel, ModelPart, ModelRequest } from '#kernel/model-ports.ts'
import type { Scope } from '#kernel/scope.ts'

/** A provider that is down fails every answer; its failure is reported this often. */
const TOLD_EVERY_MS = 60_000

const toldAt = new WeakMap<object, ReturnType<typeof boundedMap<number>>>()

/** Stores a model's failure for those who can fix it. Part of `findModel`. */
export const noteFailure = step(
  async (
    { emit },
    payload: { name: string; connectionId: string | null; failure: ModelFailure; said: string | null },
  ) => {
    emit({ type: 'model.failed', payload })
  },
)

/** The model; its failures are reported to those who manage models. */
export const watched = (scope: Scope, model: LanguageModel, connectionId: string | null): LanguageModel => ({
  id: model.id,
  provider: model.provider,
  price: model.price,
  seesPictures: model.seesPictures,
  stream: (request) => watch(scope, model, connectionId, request),
})

async function* watch(
  scope: Scope,
  model: LanguageModel,
  connectionId: string | null,
  request: ModelRequest,
): AsyncGenerator<ModelPart> {
  try {
    for await (const part of model.stream(request)) yield part
  } catch (error) {
    if (!request.signal.aborted) await tell(scope, { name: model.id, connectionId }, error)
    throw error
  }
}

/** Reports a failure unless one was just reported; an error while reporting is ignored. */
export async function tell(
  scope: Scope,
  model: { name: string; connectionId: string | null },
  error: unknown,
): Promise<void> {
  const { reason, providerSaid } = asFault(error)
  if (!isModelFailure(reason) || !isNews(scope, `${scope.tenantId} ${model.name} ${reason}`)) return
  await noteFailure(scope, { ...model, failure: reason, said: providerSaid ?? null }).catch((err: unknown) =>
    logOf(scope).warn({ err }, 'A model failure could not be recorded.'),
  )
}

function isNews({ app }: Scope, key: string): boolean {
  const known = toldAt.get(app) ?? boundedMap<number>(10_000)
  toldAt.set(app, known)
  const now = app.now().getTime()
  if (now - (known.get(key) ?? Number.NEGATIVE_INFINITY) < TOLD_EVERY_MS) return false
  known.set(key, now)
  return true
}
