import type { Character } from '#contract/shapes/agent.ts'
import { requireSources } from '#features/knowledge/index.ts'
import { refuseUnknownModel } from '#features/models/index.ts'
import type { Reader } from '#platform/database/open.ts'
import { notFound } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import { findAgents, seesAgent } from './agent-store.ts'

/** Throws a Fault unless the model, the sources and the agents that a character names are there. */
export async function requireMeans(
  tx: Reader,
  scope: Scope,
  {
    model,
    sourceIds = [],
    sourceWeights = [],
    sourceFilters = [],
    colleagueIds = [],
  }: { [K in keyof Character]?: Character[K] | undefined },
): Promise<void> {
  await refuseUnknownModel(tx, scope, model ?? null)
  const told = [...sourceWeights, ...sourceFilters].map(({ sourceId }) => sourceId)
  await requireSources(tx, scope, [...sourceIds, ...told])
  const colleagues = new Set(colleagueIds)
  const found = (await findAgents(tx, [...colleagues])).filter((agent) => seesAgent(scope, agent))
  if (found.length < colleagues.size) throw notFound('agent')
}
