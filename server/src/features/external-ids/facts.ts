import { z } from 'zod'
import { step, readStep } from '#kernel/step.ts'
import { storableJson } from '#kernel/storable.ts'
import { ExternalKind, type Facts, OwnThings } from './external-id.ts'
import { putFacts, findFacts } from './store.ts'

const NoteFacts = ExternalKind.extend({ id: z.uuid(), facts: z.record(z.string(), z.json()) })

/** Stores data of an older system's client for which the core has no place. */
export const noteFacts = step(NoteFacts, async ({ tx, scope }, { dialect, kind, id, facts }) => {
  await putFacts(tx, scope.tenantId, { dialect, kind }, id, storableJson(facts) as Facts)
  return null
})

/** Reads the stored data of objects that the caller has been shown already; objects without any are left out. */
export const readFacts = readStep(
  OwnThings,
  async ({ tx }, { dialect, kind, ids }): Promise<Record<string, Facts>> => {
    const rows = ids.length === 0 ? [] : await findFacts(tx, { dialect, kind }, ids)
    return Object.fromEntries(rows.map(({ id, facts }) => [id, facts as Facts]))
  },
)
