import { Agent, CreateAgent } from '#contract/shapes/agent.ts'
import { requireSources } from '#features/knowledge/index.ts'
import { refuseUnknownModel } from '#features/models/index.ts'
import { command } from '#kernel/use-case.ts'
import { insertAgent, replaceSources, requireAgent, toAgent } from './agent-store.ts'

/** Makes an agent: a name, a character, a model and what it may look things up in. */
export const createAgent = command({
  name: 'agent.create',
  permission: 'agent:write',
  input: CreateAgent,
  output: Agent,
  async run({ tx, scope, emit }, { sourceIds, sourceWeights, unsupportedClaims, ...facts }) {
    await refuseUnknownModel(tx, scope, facts.model)
    await requireSources(tx, scope, [...sourceIds, ...sourceWeights.map(({ sourceId }) => sourceId)])
    const { id } = await insertAgent(tx, scope, { ...facts, unsupported_claims: unsupportedClaims })
    await replaceSources(tx, scope, id, sourceIds, sourceWeights)
    emit({ type: 'agent.created', payload: { agentId: id, name: facts.name } })
    return toAgent(await requireAgent(tx, id), scope)
  },
})
