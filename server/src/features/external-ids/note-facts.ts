import { z } from 'zod'
import { step } from '#kernel/step.ts'
import { storableJson } from '#kernel/storable.ts'
import { ExternalKind, type Facts } from './external-id.ts'
import { putFacts } from './store.ts'

const NoteFacts = ExternalKind.extend({ id: z.uuid(), facts: z.record(z.string(), z.json()) })

/** Keeps what an older system's client says of a thing and the core has no place for. */
export const noteFacts = step(NoteFacts, async ({ tx, scope }, { dialect, kind, id, facts }) => {
  await putFacts(tx, scope.tenantId, { dialect, kind }, id, storableJson(facts) as Facts)
  return null
})
