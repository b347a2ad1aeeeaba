import { z } from 'zod'
import { step } from '#kernel/step.ts'
import { ExternalKind } from './external-id.ts'
import { insertNames } from './store.ts'

const NameThings = ExternalKind.extend({
  names: z.array(z.strictObject({ externalId: z.string().min(1).max(200), id: z.uuid() })).max(1_000),
})

/** Remembers what an older system's clients call things, so that they are found by it. What has a name keeps it. */
export const nameThings = step(NameThings, async ({ tx, scope }, { dialect, kind, names }) => {
  if (names.length > 0) await insertNames(tx, scope.tenantId, { dialect, kind }, names)
  return null
})
