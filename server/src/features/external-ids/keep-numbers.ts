import { z } from 'zod'
import { step } from '#kernel/step.ts'
import { ExternalKind } from './external-id.ts'
import { findNames, insertNames, passNumbers } from './store.ts'

const KeepNumbers = ExternalKind.extend({
  numbers: z.array(z.strictObject({ number: z.int().min(1), id: z.uuid() })).max(1_000),
})

/**
 * Lets things go on by the whole numbers that they had elsewhere. Answers the ids of those whose number stands for
 * something else already: they get another when they are first shown.
 */
export const keepNumbers = step(
  KeepNumbers,
  async ({ tx, scope }, { numbers, ...kind }): Promise<string[]> => {
    if (numbers.length === 0) return []
    const wanted = numbers.map(({ number, id }) => ({ id, externalId: String(number) }))
    // First, since whoever takes numbers at the same time waits for it.
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
