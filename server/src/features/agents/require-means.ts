import type { Character } from '#contract/shapes/agent.ts'
import { requireSources } from '#features/knowledge/index.ts'
import { refuseUnknownModel } from '#features/models/index.ts'
import type { Reader } from '#platform/database/open.ts'
import type { Scope } from '#kernel/scope.ts'

/** Throws a Fault unless the model and the sources that a character names are there. */
export async function requireMeans(
  tx: Reader,
  scope: Scope,
  { model, sourceIds = [], sourceWeights = [] }: { [K in keyof Character]?: Character[K] | undefined },
): Promise<void> {
  await refuseUnknownModel(tx, scope, model ?? null)
  await requireSources(tx, scope, [...sourceIds, ...sourceWeights.map(({ sourceId }) => sourceId)])
}
