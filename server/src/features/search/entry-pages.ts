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

/** So many stretches of entries are looked through for one page, where none of their conversations is to be shown. */
const STRETCHES_MAX = 5

/**
 * A page of what the newest entries belong to, then of what older ones do: where the conversations of a stretch end, the
 * cursor leads to the entries before it. Of each conversation only the stretch of its newest entries tells.
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

/** A cursor of conversations, and of entries behind it once older ones are looked at. */
const writeCursor = (before: string | null, within: string) =>
  before === null ? within : `${within}.${before}`

function readCursor(after: string | undefined) {
  const [within, before = null] = after?.split('.', 2) ?? []
  if (before !== null && !Before.safeParse(before).success)
    throw invalidInput('after: not a cursor of this list')
  return { before, within: within === '' && before !== null ? undefined : within }
}
