import { z } from 'zod'
import { readStep, step } from '#kernel/step.ts'
import { ExternalKind, OwnThings } from './external-id.ts'
import { findByName, insertNames, deleteRows } from './store.ts'

const FindNamed = ExternalKind.extend({ externalId: z.string().max(200) })

/** Our ID of the object with that name in an older system; null if there is none. */
export const findNamed = readStep(FindNamed, ({ tx }, name) => findByName(tx, name))

const NameThings = ExternalKind.extend({
  names: z.array(z.strictObject({ externalId: z.string().min(1).max(200), id: z.uuid() })).max(1_000),
})

/** Stores the names that an older system's clients use for objects. An object keeps an existing name. */
export const nameThings = step(NameThings, async ({ tx, scope }, { dialect, kind, names }) => {
  if (names.length > 0) await insertNames(tx, scope.tenantId, { dialect, kind }, names)
  return null
})

/** Deletes the names and data of deleted objects. */
export const forgetExternalIds = step(
  OwnThings,
  async ({ tx }, { dialect, kind, ids }) => {
    if (ids.length > 0) await deleteRows(tx, { dialect, kind }, ids)
    return null
  },
  { evenWhenFull: true },
)
