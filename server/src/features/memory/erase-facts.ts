import { EraseFacts, ErasedFacts } from '#contract/shapes/fact.ts'
import { command } from '#kernel/use-case.ts'
import { announceMemory } from './announce.ts'
import { lockChoice } from './choice/choice-store.ts'
import { removeFactsOf } from './fact-store.ts'
import { personMeant } from './visible.ts'

/** Makes one agent, or all, forget everything about a person, for good. */
export const eraseFacts = command({
  name: 'fact.erase-all',
  permission: 'memory:write',
  input: EraseFacts,
  output: ErasedFacts,
  async run(context, { agentId = null, visitorId }) {
    const { tx, scope } = context
    const person = await personMeant(tx, scope, visitorId)
    // What is being learnt at this moment comes before, and is erased too, or after.
    await lockChoice(tx, scope, person)
    const erased = await removeFactsOf(tx, person, agentId)
    if (erased > 0) announceMemory(context, person, agentId)
    return { erased }
  },
})
