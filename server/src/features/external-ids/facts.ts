import { z } from 'zod'
import { step, readStep } from '#kernel/step.ts'
import { storableJson } from '#kernel/storable.ts'
import { ExternalKind, type Facts, OwnThings } from './external-id.ts'
import { putFacts, findFacts } from './store.ts'

const NoteFacts = ExternalKind.extend({ id: z.uuid(), facts: z.record(z.string(), z.json()) })

/** Keeps what an older system's client says of a thing and the core has no place for. */
export const noteFacts = step(NoteFacts, async ({ tx, scope }, { dialect, kind, id, facts }) => {
  await putFacts(tx, scope.tenantId, { dialect, kind }, id, storableJson(facts) as Facts)
  return null
})

/** Shows what was noted of things that the caller has been shown already; those without notes are left out. */
export const readFacts = readStep(
  OwnThings,
  async ({ tx }, { dialect, kind, ids }): Promise<Record<string, Facts>> => {
    const rows = ids.length === 0 ? [] : await findFacts(tx, { dialect, kind }, ids)
    return Object.fromEntries(rows.map(({ id, facts }) => [id, facts as Facts]))
  },
)
