import { z } from 'zod'

/** Asks for one page of a list: at most `limit` items that stand after the cursor `after`. */
export const PageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(30),
  after: z.string().max(200).optional().describe('`nextCursor` of the page before.'),
})
export type PageQuery = z.infer<typeof PageQuery>

/** One page of a list; `nextCursor` is null on the last one. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() })

export interface Page<T> {
  items: T[]
  nextCursor: string | null
}
