import type { AgentConfiguration } from '#contract/shapes/agent.ts'
import { requireKnowledgeBases } from '#features/knowledge/index.ts'
import { refuseUnknownModel } from '#features/models/index.ts'
import type { Reader } from '#platform/database/open.ts'
import { notFound } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import { findAgents, seesAgent } from './agent-store.ts'

/** Throws a Fault unless the model, the knowledge bases and the agents that a configuration names are there. */
export async function requireMeans(
  tx: Reader,
  scope: Scope,
  {
    model,
    knowledgeBaseIds = [],
    knowledgeBaseWeights = [],
    knowledgeBaseFilters = [],
    transferTargetIds = [],
  }: { [K in keyof AgentConfiguration]?: AgentConfiguration[K] | undefined },
): Promise<void> {
  await refuseUnknownModel(tx, scope, model ?? null)
  const told = [...knowledgeBaseWeights, ...knowledgeBaseFilters].map(
    ({ knowledgeBaseId }) => knowledgeBaseId,
  )
  await requireKnowledgeBases(tx, scope, [...knowledgeBaseIds, ...told])
  const transferTargets = new Set(transferTargetIds)
  const found = (await findAgents(tx, [...transferTargets])).filter((agent) => seesAgent(scope, agent))
  if (found.length < transferTargets.size) throw notFound('agent')
}
