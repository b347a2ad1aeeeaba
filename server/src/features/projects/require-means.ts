import type { ProjectFacts } from '#contract/shapes/project.ts'
import { requireAgent } from '#features/agents/index.ts'
import { requireKnowledgeBases } from '#features/knowledge/index.ts'
import type { Reader } from '#platform/database/open.ts'
import { forbidden } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'

/**
 * Instructions and knowledge bases of a project are for members: a visitor can neither instruct an agent nor open its
 * knowledge. Throws Fault `forbidden`, and `not_found` for an agent or a knowledge base that does not exist.
 */
export async function requireMeans(
  tx: Reader,
  scope: Scope,
  {
    instructions,
    agentId,
    knowledgeBaseIds,
  }: Pick<ProjectFacts, 'instructions' | 'agentId' | 'knowledgeBaseIds'>,
): Promise<void> {
  const isGiven = Boolean(instructions) || Boolean(agentId) || (knowledgeBaseIds ?? []).length > 0
  if (isGiven && scope.actor.kind === 'visitor')
    throw forbidden('Only members can choose the instructions, agent and knowledge bases of a project.')
  if (agentId) await requireAgent(tx, scope, agentId)
  if (knowledgeBaseIds && knowledgeBaseIds.length > 0)
    await requireKnowledgeBases(tx, scope, knowledgeBaseIds)
}
