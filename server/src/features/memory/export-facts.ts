import { z } from 'zod'
import { FactFile } from '#contract/shapes/fact.ts'
import { findAgentNames } from '#features/agents/index.ts'
import { query } from '#kernel/use-case.ts'
import { findChoice } from './choice/choice-store.ts'
import { toFact } from './fact.ts'
import { personOf } from './person.ts'

/** Gives everything that agents know of one as a file. */
export const exportFacts = query({
  name: 'fact.export',
  permission: 'memory:read',
  input: z.strictObject({}),
  output: FactFile,
  async run({ tx, scope }) {
    const person = personOf(scope)
    const rows = await tx
      .selectFrom('facts')
      .selectAll()
      .where('person_id', '=', person.id)
      .orderBy('agent_id')
      .orderBy('id')
      .execute()
    const names = await findAgentNames(tx, [...new Set(rows.map((row) => row.agent_id))])
    const { remembers } = await findChoice(tx, person)
    return {
      exportedAt: new Date().toISOString(),
      remembers,
      facts: rows.map((row) => toFact(row, names)),
    }
  },
})
