import { CreateSourceForAgents, Source } from '#contract/shapes/knowledge.ts'
import { createSource } from '#features/knowledge/index.ts'
import { command } from '#kernel/use-case.ts'
import { lockAgent } from './agent-store.ts'
import { changeAgent } from './change-agent.ts'

/** Makes an empty source, which the agents named look answers up in from then on. */
export const createSourceForAgents = command({
  name: 'source.create-for-agents',
  permission: 'knowledge:write',
  input: CreateSourceForAgents,
  output: Source,
  async run(context, { agentIds, ...facts }) {
    const source = await createSource.within(context, facts)
    // In one order, so that two of these never wait for each other.
    for (const agentId of [...new Set(agentIds)].sort()) {
      const { source_ids: before } = await lockAgent(context.tx, context.scope, agentId)
      await changeAgent.within(context, { agentId, sourceIds: [...before, source.id] })
    }
    return source
  },
})
