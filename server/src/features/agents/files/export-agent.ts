import { AgentRef } from '#contract/shapes/agent.ts'
import { AgentFile } from '#contract/shapes/agent-file.ts'
import { findKnowledgeBaseNames } from '#features/knowledge/index.ts'
import { query } from '#kernel/use-case.ts'
import { requireAgent } from '../agent-store.ts'
import { configurationOf } from '../configuration.ts'

/** Exports an agent as a file: the published version, with its knowledge bases by name. */
export const exportAgent = query({
  name: 'agent.export',
  permission: 'agent:write',
  input: AgentRef,
  output: AgentFile,
  async run({ tx, scope }, { agentId }): Promise<AgentFile> {
    const {
      knowledgeBaseIds,
      knowledgeBaseWeights,
      knowledgeBaseFilters,
      transferTargetIds: _,
      ...configuration
    } = configurationOf(await requireAgent(tx, scope, agentId))
    const names = await findKnowledgeBaseNames(tx, scope, knowledgeBaseIds)
    const weightOf = new Map(
      knowledgeBaseWeights.map(({ knowledgeBaseId, weight }) => [knowledgeBaseId, weight]),
    )
    const whereOf = new Map(
      knowledgeBaseFilters.map(({ knowledgeBaseId, where }) => [knowledgeBaseId, where]),
    )
    const knowledgeBases = knowledgeBaseIds.flatMap((id) => {
      const name = names.get(id)
      return name === undefined ? [] : [{ name, weight: weightOf.get(id) ?? 1, where: whereOf.get(id) ?? [] }]
    })
    return {
      format: 'parley-agent',
      schemaVersion: 1,
      exportedAt: new Date().toISOString(),
      agent: { ...configuration, knowledgeBases },
    }
  },
})
