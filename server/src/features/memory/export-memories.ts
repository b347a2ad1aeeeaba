import { z } from 'zod'
import { MemoryExport } from '#contract/shapes/memory.ts'
import { findAgentNames } from '#features/agents/index.ts'
import { query } from '#kernel/use-case.ts'
import { findConsent } from './consent/consent-store.ts'
import { toMemory } from './memory.ts'
import { personOf } from './person.ts'

/** Gives everything that agents know of one as a file. */
export const exportMemories = query({
  name: 'memory.export',
  permission: 'memory:read',
  input: z.strictObject({}),
  output: MemoryExport,
  async run({ tx, scope }) {
    const person = personOf(scope)
    const rows = await tx
      .selectFrom('memories')
      .selectAll()
      .where('person_id', '=', person.id)
      .orderBy('agent_id')
      .orderBy('id')
      .execute()
    const names = await findAgentNames(tx, [...new Set(rows.map((row) => row.agent_id))])
    const { remembers } = await findConsent(tx, person)
    return {
      exportedAt: new Date().toISOString(),
      remembers,
      memories: rows.map((row) => toMemory(row, names)),
    }
  },
})
