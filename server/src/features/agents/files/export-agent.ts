import { AgentRef } from '#contract/shapes/agent.ts'
import { AgentFile } from '#contract/shapes/agent-file.ts'
import { findSourceNames } from '#features/knowledge/index.ts'
import { query } from '#kernel/use-case.ts'
import { requireAgent } from '../agent-store.ts'
import { characterOf } from '../character.ts'

/** Gives an agent as a file: the version that answers, with its sources by name. */
export const exportAgent = query({
  name: 'agent.export',
  permission: 'agent:write',
  input: AgentRef,
  output: AgentFile,
  async run({ tx, scope }, { agentId }): Promise<AgentFile> {
    const {
      sourceIds,
      sourceWeights,
      sourceFilters,
      colleagueIds: _,
      ...character
    } = characterOf(await requireAgent(tx, scope, agentId))
    const names = await findSourceNames(tx, scope, sourceIds)
    const weightOf = new Map(sourceWeights.map(({ sourceId, weight }) => [sourceId, weight]))
    const whereOf = new Map(sourceFilters.map(({ sourceId, where }) => [sourceId, where]))
    const sources = sourceIds.flatMap((id) => {
      const name = names.get(id)
      return name === undefined ? [] : [{ name, weight: weightOf.get(id) ?? 1, where: whereOf.get(id) ?? [] }]
    })
    return {
      format: 'parley-agent',
      schemaVersion: 1,
      exportedAt: new Date().toISOString(),
      agent: { ...character, sources },
    }
  },
})
