import { z } from 'zod'
import type { Page } from '#contract/page.ts'
import { invalidInput } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import type { Reader } from '#platform/database/open.ts'
import { findEntries } from './entry-store.ts'

interface Looking {
  readonly places: string
  readonly query: string
  /** Where the page before ended. */
  readonly after: string | undefined
}

interface Shown<Row> {
  readonly page: Page<Row>
  /** By conversation, ids of messages or its own for its title. */
  readonly entries: ReadonlyMap<string, string[]>
}

/** The number of batches of entries that are scanned for one page if none of their conversations is visible. */
const STRETCHES_MAX = 5

/**
 * A page of the conversations of the newest entries, then of older ones: when the conversations of a batch end, the
 * cursor leads to the entries before it. Each conversation is listed with the batch of its newest entries.
 */
export async function pageOfEntries<Row>(
  tx: Reader,
  scope: Scope,
  { places, query, after }: Looking,
  pageAmong: (after: string | undefined, ids: readonly string[]) => Promise<Page<Row>>,
): Promise<Shown<Row>> {
  let { before, within } = readCursor(after)
  for (let stretches = 1; ; stretches += 1) {
    const { byConversation: entries, older } = await findEntries(tx, scope, { places, query, before })
    const { items, nextCursor } = await pageAmong(within, [...entries.keys()])
    const next =
      nextCursor !== null ? writeCursor(before, nextCursor) : older !== null ? writeCursor(older, '') : null
    if (items.length > 0 || next === null || stretches === STRETCHES_MAX)
      return { page: { items, nextCursor: next }, entries }
    before = older
    within = undefined
  }
}

const Before = z.uuid()

/** A cursor over conversations, and over entries once older ones are reached. */
const writeCursor = (before: string | null, within: string) =>
  before === null ? within : `${within}.${before}`

function readCursor(after: string | undefined) {
  const [within, before = null] = after?.split('.', 2) ?? []
  if (before !== null && !Before.safeParse(before).success)
    throw invalidInput('after: not a cursor of this list')
  return { before, within: within === '' && before !== null ? undefined : within }
}
