import { z } from 'zod'
import type { Scope } from '#kernel/scope.ts'
import { query } from '#kernel/use-case.ts'
import { passagesThatFit } from '../passage-store.ts'
import { includeBlocked } from '../passages/include-blocked.ts'
import type { Nearness } from '../vectors/near-passages.ts'
import type { Near } from '../vectors/vector-cache.ts'

// How many times the limit is looked at before falling back to all matching passages.
const REACH = 4

interface Wanted {
  readonly embedded: readonly { id: string }[]
  readonly filter: string
  readonly limit: number
  readonly seesBlocked: boolean
}

const readFitting = query({
  name: 'passage.read-fitting',
  permission: 'knowledge:search',
  input: z.strictObject({
    knowledgeBaseIds: z.array(z.uuid()),
    filter: z.string(),
    among: z
      .custom<readonly string[]>(Array.isArray)
      .nullable()
      .describe('Null: all of these knowledge bases.'),
    seesBlocked: z.boolean(),
  }),
  async run({ tx, scope }, { seesBlocked, ...wanted }) {
    if (seesBlocked) await includeBlocked(tx)
    return new Set(await passagesThatFit(tx, scope, wanted))
  },
})

/**
 * The nearest passages of documents that match a filter, nearest first, up to the limit. If many match, enough of them
 * are among the nearest; otherwise all that match are compared.
 */
export async function nearestThatFit(
  scope: Scope,
  near: Nearness,
  { embedded, filter, limit, seesBlocked }: Wanted,
): Promise<Near[]> {
  const asked = { knowledgeBaseIds: embedded.map(({ id }) => id), filter, seesBlocked }
  const first = await near.nearest(limit * REACH)
  const fitting = await readFitting(scope, { ...asked, among: first.map(({ id }) => id) })
  if (fitting.size >= limit || first.length < limit * REACH)
    return first.filter(({ id }) => fitting.has(id)).slice(0, limit)
  return near.nearest(limit, await readFitting(scope, { ...asked, among: null }))
}
