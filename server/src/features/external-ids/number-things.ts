import { step } from '#kernel/step.ts'
import { OwnThings } from './external-id.ts'
import { findNames, insertNames, takeNumbers } from './store.ts'

/** Gives things the whole numbers by which an older system's clients ask for them. What has one keeps it. */
export const numberThings = step(
  OwnThings,
  async ({ tx, scope }, { ids, ...kind }): Promise<Record<string, number>> => {
    const known = await findNames(tx, kind, ids)
    const missing = [...new Set(ids)].filter((id) => !known.has(id))
    if (missing.length === 0) return numbersIn(known)
    const first = await takeNumbers(tx, scope.tenantId, kind, missing.length)
    const names = missing.map((id, at) => ({ id, externalId: String(first + at) }))
    await insertNames(tx, scope.tenantId, kind, names)
    // Another transaction may have been first with some of them.
    return numbersIn(await findNames(tx, kind, ids))
  },
)

const numbersIn = (names: ReadonlyMap<string, string>) =>
  Object.fromEntries([...names].map(([id, name]) => [id, Number(name)]))
