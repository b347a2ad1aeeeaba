import { Agent, CreateAgent } from '#contract/shapes/agent.ts'
import { command } from '#kernel/use-case.ts'
import { insertAgent, replaceSources, showAgent } from './agent-store.ts'
import { tidied } from './character.ts'
import { requireMeans } from './require-means.ts'
import { insertVersion } from './versions/version-store.ts'

/** Makes an agent: a name, a character, a model and what it may look things up in. */
export const createAgent = command({
  name: 'agent.create',
  permission: 'agent:write',
  input: CreateAgent,
  output: Agent,
  async run({ tx, scope, emit }, given) {
    await requireMeans(tx, scope, given)
    const character = tidied(given)
    const { id } = await insertAgent(tx, scope, character)
    await replaceSources(tx, scope, id, character)
    const version = { agentId: id, number: 1, character, changed: [], origin: 'made' as const, note: '' }
    await insertVersion(tx, scope.actor, scope, version)
    emit({ type: 'agent.created', payload: { agentId: id, name: character.name } })
    return showAgent(tx, scope, id)
  },
})
