import { z } from 'zod'

/** A request for one page of a list: at most `limit` items after the cursor `after`. */
export const PageQuery = z.strictObject({
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(100)
    .default(30)
    .describe('The maximum number of items on the page.'),
  after: z
    .string()
    .max(200)
    .optional()
    .describe('The `nextCursor` of the previous page. Omitted: the first page.'),
})
export type PageQuery = z.infer<typeof PageQuery>

/** One page of a list; `nextCursor` is null on the last one. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({
    items: z.array(item),
    nextCursor: z
      .string()
      .nullable()
      .describe('The cursor of the next page, to pass as `after`; null on the last page.'),
  })

export interface Page<T> {
  items: T[]
  nextCursor: string | null
}
