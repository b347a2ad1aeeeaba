import { ChangeMemory, Memory } from '#contract/shapes/memory.ts'
import { findAgentNames } from '#features/agents/index.ts'
import { forbidden, notFound } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { announceMemory } from './announce.ts'
import { lockConsent } from './consent/consent-store.ts'
import { toMemory, typedText } from './memory.ts'
import { rewriteMemory } from './memory-store.ts'
import { personFrom } from './person.ts'
import { requireMemory } from './visible.ts'

/** Puts what an agent knows of one into one's own words. It is what was typed from then on, whatever was said before. */
export const changeMemory = command({
  name: 'memory.change',
  permission: 'memory:write',
  input: ChangeMemory,
  output: Memory,
  async run(context, { memoryId, kind, text }) {
    const { tx, scope } = context
    const person = personFrom(await requireMemory(tx, scope, memoryId))
    if (person.id !== scope.actor.id) throw forbidden('Only the person a memory is about can edit it.')
    await lockConsent(tx, scope, person)
    // It may have been rewritten while the lock was waited for.
    const row = await requireMemory(tx, scope, memoryId)
    const told = { kind: kind ?? row.kind, ...typedText(text ?? row.text) }
    const changed = await rewriteMemory(tx, memoryId, told, null)
    if (!changed) throw notFound('memory')
    announceMemory(context, person, row.agent_id)
    return toMemory(changed, await findAgentNames(tx, [row.agent_id]))
  },
})
