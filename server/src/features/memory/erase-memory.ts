import { z } from 'zod'
import { MemoryRef } from '#contract/shapes/memory.ts'
import { command } from '#kernel/use-case.ts'
import { announceMemory } from './announce.ts'
import { removeMemory } from './memory-store.ts'
import { personFrom } from './person.ts'
import { requireMemory } from './visible.ts'

/** Makes an agent forget one thing about a person, for good. */
export const eraseMemory = command({
  name: 'memory.erase',
  permission: 'memory:write',
  input: MemoryRef,
  output: z.null(),
  async run(context, { memoryId }) {
    const { tx, scope } = context
    const row = await requireMemory(tx, scope, memoryId)
    await removeMemory(tx, row.id)
    announceMemory(context, personFrom(row), row.agent_id)
    return null
  },
})
