import { z } from 'zod'
import { step } from '#kernel/step.ts'
import { ExternalKind, OwnThings } from './external-id.ts'
import { findNames, insertNames, passNumbers, takeNumbers } from './store.ts'

const KeepNumbers = ExternalKind.extend({
  numbers: z.array(z.strictObject({ number: z.int().min(1), id: z.uuid() })).max(1_000),
})

/**
 * Keeps the integer IDs that objects had in another system. Returns the IDs of those whose number is taken: they get
 * another when they are first shown.
 */
export const keepNumbers = step(
  KeepNumbers,
  async ({ tx, scope }, { numbers, ...kind }): Promise<string[]> => {
    if (numbers.length === 0) return []
    const wanted = numbers.map(({ number, id }) => ({ id, externalId: String(number) }))
    // First, because concurrent transactions that take numbers wait for it.
    await passNumbers(tx, scope.tenantId, kind, Math.max(...numbers.map(({ number }) => number)))
    await insertNames(tx, scope.tenantId, kind, wanted)
    const names = await findNames(
      tx,
      kind,
      wanted.map(({ id }) => id),
    )
    return wanted.flatMap(({ id, externalId }) => (names.get(id) === externalId ? [] : [id]))
  },
)

/** Assigns integer IDs by which an older system's clients refer to objects. An object keeps an existing one. */
export const numberThings = step(
  OwnThings,
  async ({ tx, scope }, { ids, ...kind }): Promise<Record<string, number>> => {
    const known = await findNames(tx, kind, ids)
    const missing = [...new Set(ids)].filter((id) => !known.has(id))
    if (missing.length === 0) return numbersIn(known)
    const first = await takeNumbers(tx, scope.tenantId, kind, missing.length)
    const names = missing.map((id, at) => ({ id, externalId: String(first + at) }))
    await insertNames(tx, scope.tenantId, kind, names)
    // Another transaction may have been faster for some of them.
    return numbersIn(await findNames(tx, kind, ids))
  },
)

const numbersIn = (names: ReadonlyMap<string, string>) =>
  Object.fromEntries([...names].map(([id, name]) => [id, Number(name)]))
