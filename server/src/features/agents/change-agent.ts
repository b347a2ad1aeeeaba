import { Agent, ChangeAgent } from '#contract/shapes/agent.ts'
import { requireSources } from '#features/knowledge/index.ts'
import { refuseUnknownModel } from '#features/models/index.ts'
import { withoutUndefined } from '#kernel/guard.ts'
import { command } from '#kernel/use-case.ts'
import { replaceSources, requireAgent, toAgent, updateAgent } from './agent-store.ts'

/** Changes what is given of an agent; conversations go on with it as it is now. */
export const changeAgent = command({
  name: 'agent.change',
  permission: 'agent:write',
  input: ChangeAgent,
  output: Agent,
  async run({ tx, scope, emit }, { agentId, sourceIds, sourceWeights, unsupportedClaims, ...change }) {
    const before = await requireAgent(tx, agentId)
    await refuseUnknownModel(tx, scope, change.model ?? null)
    await updateAgent(tx, agentId, withoutUndefined({ ...change, unsupported_claims: unsupportedClaims }))
    if (sourceIds || sourceWeights) {
      const [ids, weights] = [sourceIds ?? before.source_ids, sourceWeights ?? before.source_weights]
      const given = [...(sourceIds ?? []), ...(sourceWeights ?? []).map(({ sourceId }) => sourceId)]
      await requireSources(tx, scope, given)
      await replaceSources(tx, scope, agentId, ids, weights)
    }
    const changed = await requireAgent(tx, agentId)
    emit({ type: 'agent.changed', payload: { agentId, name: changed.name } })
    return toAgent(changed, scope)
  },
})
