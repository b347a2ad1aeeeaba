import { z } from 'zod'
import { FactRef } from '#contract/shapes/fact.ts'
import { command } from '#kernel/use-case.ts'
import { announceMemory } from './announce.ts'
import { removeFact } from './fact-store.ts'
import { personFrom } from './person.ts'
import { requireFact } from './visible.ts'

/** Makes an agent forget one thing about a person, for good. */
export const eraseFact = command({
  name: 'fact.erase',
  permission: 'memory:write',
  input: FactRef,
  output: z.null(),
  async run(context, { factId }) {
    const { tx, scope } = context
    const row = await requireFact(tx, scope, factId)
    await removeFact(tx, row.id)
    announceMemory(context, personFrom(row), row.agent_id)
    return null
  },
})
