import { readStep } from '#kernel/step.ts'
import { type Facts, OwnThings } from './external-id.ts'
import { findFacts } from './store.ts'

/** Shows what was noted of things that the caller has been shown already; those without notes are left out. */
export const readFacts = readStep(
  OwnThings,
  async ({ tx }, { dialect, kind, ids }): Promise<Record<string, Facts>> => {
    const rows = ids.length === 0 ? [] : await findFacts(tx, { dialect, kind }, ids)
    return Object.fromEntries(rows.map(({ id, facts }) => [id, facts as Facts]))
  },
)
