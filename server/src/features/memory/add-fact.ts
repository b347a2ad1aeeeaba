import { AddFact, Fact } from '#contract/shapes/fact.ts'
import { requireAgent } from '#features/agents/index.ts'
import { conflict, Fault } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { announceMemory } from './announce.ts'
import { lockChoice } from './choice/choice-store.ts'
import { FACTS_MAX, isSameFact, toFact, typedText } from './fact.ts'
import { factsKnownTo, insertFact } from './fact-store.ts'
import { personOf } from './person.ts'
import { requireKnower } from './visible.ts'

/** Tells an agent something about oneself that it is to remember. */
export const addFact = command({
  name: 'fact.add',
  permission: 'memory:write',
  input: AddFact,
  output: Fact,
  async run(context, { agentId, kind, text }) {
    const { tx, scope } = context
    const person = personOf(scope)
    await requireKnower(tx, scope, agentId)
    const agent = await requireAgent(tx, scope, agentId)
    const told = typedText(text)
    const { remembers } = await lockChoice(tx, scope, person)
    if (!remembers)
      throw new Fault('precondition_failed', 'Agents may not remember you. Allow it first, then add facts.')
    const known = await factsKnownTo(tx, agentId, person)
    if (known.some(({ terms }) => isSameFact(terms, told.terms)))
      throw conflict('The agent knows this already.')
    if (known.length >= FACTS_MAX)
      throw new Fault('limit_reached', `An agent keeps at most ${FACTS_MAX} facts of one person.`)
    const row = await insertFact(tx, scope, { agent_id: agentId, person, kind, ...told, from: null })
    announceMemory(context, person, agentId)
    return toFact(row, new Map([[agent.id, agent.name]]))
  },
})
