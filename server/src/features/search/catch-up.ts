import { setImmediate as breathe } from 'node:timers/promises'
import type { SaidMessage } from '#features/conversations/index.ts'
import type { Scope } from '#kernel/scope.ts'
import { placeMarks } from './entry.ts'
import type { NewEntry } from './entry-store.ts'
import { readNews, readSaid, readSaidIn } from './read-news.ts'
import { finishNews, storeEntries } from './store-entries.ts'
import { storedTerms } from './stored-terms.ts'

const MESSAGES_AT_ONCE = 100

/**
 * Indexes recent messages; true if there is more to do, `elsewhere` if another process is doing it. Continues from
 * where it stopped, and repeats change nothing.
 */
export async function catchUp(scope: Scope): Promise<boolean | 'elsewhere'> {
  const { from, to, isMore, conversationIds, openedIds, messageIds } = await readNews(scope)
  if (to === from) return false
  for await (const said of inPieces(scope, messageIds, openedIds)) {
    if (scope.signal.aborted) return true
    if (!(await storeEntries(scope, { from, entries: await entriesOf(scope, said) }))) return 'elsewhere'
  }
  await finishNews(scope, { from, to, conversationIds: [...conversationIds] })
  return isMore
}

/** All these messages, then all of these conversations, a few at a time. */
async function* inPieces(scope: Scope, messageIds: readonly string[], conversationIds: readonly string[]) {
  for (let at = 0; at < messageIds.length; at += MESSAGES_AT_ONCE)
    yield await readSaid(scope, { messageIds: messageIds.slice(at, at + MESSAGES_AT_ONCE) })
  const done = new Set(messageIds)
  for (const conversationId of conversationIds) {
    let piece: SaidMessage[] = []
    do {
      const afterSeq: number = piece.at(-1)?.seq ?? 0
      piece = await readSaidIn(scope, { conversationId, afterSeq, limit: MESSAGES_AT_ONCE })
      yield piece.filter(({ id }) => !done.has(id))
    } while (piece.length === MESSAGES_AT_ONCE)
  }
}

/** The search entries of these messages. */
export async function entriesOf(scope: Scope, said: readonly SaidMessage[]): Promise<NewEntry[]> {
  const entries: NewEntry[] = []
  for (const { id, conversationId, saidAt, text, ...place } of said) {
    const terms = storedTerms(scope, text)
    if (terms.length > 0)
      entries.push({
        id,
        conversationId,
        saidAt,
        terms: [...terms, ...placeMarks({ ...place, tenantId: scope.tenantId })],
      })
    // A long message takes a while; streams go first.
    await breathe()
  }
  return entries
}
