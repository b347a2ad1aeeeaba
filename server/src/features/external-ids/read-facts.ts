import { z } from 'zod'
import { query } from '#kernel/use-case.ts'
import { type Facts, OwnThings } from './external-id.ts'
import { findFacts } from './store.ts'

/** Shows what was noted of things that the caller has been shown already; those without notes are left out. */
export const readFacts = query({
  name: 'external-id.read-facts',
  permission: 'internal',
  input: OwnThings,
  output: z.record(z.uuid(), z.record(z.string(), z.unknown())),
  async run({ tx }, { dialect, kind, ids }): Promise<Record<string, Facts>> {
    const rows = ids.length === 0 ? [] : await findFacts(tx, { dialect, kind }, ids)
    return Object.fromEntries(rows.map(({ id, facts }) => [id, facts as Facts]))
  },
})
