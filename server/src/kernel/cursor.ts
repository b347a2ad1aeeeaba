import { z } from 'zod'
import type { Page } from '#contract/page.ts'
import { invalidInput } from './fault.ts'

const Cursor = z.object({ at: z.string().max(40), id: z.uuid() })

const isInstant = (text: string): boolean => {
  const at = new Date(text)
  // The database has no year 0, and none written with a sign.
  return !Number.isNaN(at.getTime()) && at.toISOString() === text && /^(?!0000)\d{4}-/.test(text)
}

/** The sort key of a list by time: an ISO 8601 text as we write it. */
export const byTime = z.string().refine(isInstant)
/** The sort key of a list by a count. */
export const byCount = z.string().regex(/^\d{1,9}$/)

/** Where a page ended: a sort key and the ID that breaks ties. Clients see it as an opaque string. */
export type Cursor = z.infer<typeof Cursor>

const write = (cursor: Cursor) => Buffer.from(JSON.stringify(cursor)).toString('base64url')

/**
 * Parses a cursor whose sort key has the form `at`. Throws Fault `invalid_input` for one
 * that we did not write.
 */
export function readCursor(
  after: string | undefined,
  at: z.ZodType<string> = Cursor.shape.at,
): Cursor | null {
  if (after === undefined) return null
  try {
    return Cursor.extend({ at }).parse(JSON.parse(Buffer.from(after, 'base64url').toString('utf8')))
  } catch {
    throw invalidInput('after: not a cursor of this list')
  }
}

/** A page from `limit + 1` selected rows: the extra one only shows that there are more. */
export function pageFrom<Row, Item>(
  rows: readonly Row[],
  limit: number,
  toItem: (row: Row) => Item,
  cursorOf: (row: Row) => Cursor,
): Page<Item> {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map(toItem),
    nextCursor: rows.length > limit && last !== undefined ? write(cursorOf(last)) : null,
  }
}
