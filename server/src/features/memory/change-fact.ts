import { ChangeFact, Fact } from '#contract/shapes/fact.ts'
import { findAgentNames } from '#features/agents/index.ts'
import { forbidden, notFound } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { announceMemory } from './announce.ts'
import { lockChoice } from './choice/choice-store.ts'
import { toFact, typedText } from './fact.ts'
import { rewriteFact } from './fact-store.ts'
import { personFrom } from './person.ts'
import { requireFact } from './visible.ts'

/** Puts what an agent knows of one into one's own words. It is what was typed from then on, whatever was said before. */
export const changeFact = command({
  name: 'fact.change',
  permission: 'memory:write',
  input: ChangeFact,
  output: Fact,
  async run(context, { factId, kind, text }) {
    const { tx, scope } = context
    const person = personFrom(await requireFact(tx, scope, factId))
    if (person.id !== scope.actor.id)
      throw forbidden('Only the person it is about may put a fact into other words.')
    await lockChoice(tx, scope, person)
    // It may have been rewritten while the lock was waited for.
    const row = await requireFact(tx, scope, factId)
    const told = { kind: kind ?? row.kind, ...typedText(text ?? row.text) }
    const changed = await rewriteFact(tx, factId, told, null)
    if (!changed) throw notFound('fact')
    announceMemory(context, person, row.agent_id)
    return toFact(changed, await findAgentNames(tx, [row.agent_id]))
  },
})
