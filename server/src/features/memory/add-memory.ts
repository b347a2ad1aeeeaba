import { AddMemory, Memory } from '#contract/shapes/memory.ts'
import { requireAgent } from '#features/agents/index.ts'
import { conflict, Fault } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { announceMemory } from './announce.ts'
import { lockConsent } from './consent/consent-store.ts'
import { MEMORIES_MAX, isSameMemory, toMemory, typedText } from './memory.ts'
import { memoriesKnownTo, insertMemory } from './memory-store.ts'
import { personOf } from './person.ts'
import { requireKnower } from './visible.ts'

/** Tells an agent something about oneself that it is to remember. */
export const addMemory = command({
  name: 'memory.add',
  permission: 'memory:write',
  input: AddMemory,
  output: Memory,
  async run(context, { agentId, kind, text }) {
    const { tx, scope } = context
    const person = personOf(scope)
    await requireKnower(tx, scope, agentId)
    const agent = await requireAgent(tx, scope, agentId)
    const told = typedText(text)
    const { remembers } = await lockConsent(tx, scope, person)
    if (!remembers)
      throw new Fault(
        'precondition_failed',
        'Agents are not allowed to remember you. Allow it first, then add memories.',
      )
    const known = await memoriesKnownTo(tx, agentId, person)
    if (known.some(({ terms }) => isSameMemory(terms, told.terms)))
      throw conflict('The agent already remembers this.')
    if (known.length >= MEMORIES_MAX)
      throw new Fault('limit_reached', `An agent can have at most ${MEMORIES_MAX} memories of one person.`)
    const row = await insertMemory(tx, scope, { agent_id: agentId, person, kind, ...told, from: null })
    announceMemory(context, person, agentId)
    return toMemory(row, new Map([[agent.id, agent.name]]))
  },
})
