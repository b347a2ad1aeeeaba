import { findTitles, type Title } from '#features/conversations/index.ts'
import type { Scope } from '#kernel/scope.ts'
import { step } from '#kernel/step.ts'
import { holdPosition, movePosition } from '#platform/outbox/consumer-position.ts'
import { placeMarks } from './entry.ts'
import { type NewEntry, putEntries, removeEntries } from './entry-store.ts'
import { CONSUMER } from './read-news.ts'
import { storedTerms } from './stored-terms.ts'

/** Stores entries of messages, unless another process continued from there; false then. Part of `catchUp`. */
export const storeEntries = step(
  async ({ tx, scope }, { from, entries }: { from: number; entries: readonly NewEntry[] }) => {
    const isOurs = await holdPosition(tx, { tenantId: scope.tenantId, name: CONSUMER, number: from })
    if (isOurs) await putEntries(tx, scope, entries)
    return isOurs
  },
)

/** Stores entries in place of those that were there. Part of `rebuildEntries`. */
export const replaceEntries = step(({ tx, scope }, entries: readonly NewEntry[]) =>
  putEntries(tx, scope, entries),
)

/** Updates titles, deletes entries of deleted conversations, and moves the position. Part of `catchUp`. */
export const finishNews = step(
  async (
    { tx, scope },
    { from, to, conversationIds }: { from: number; to: number; conversationIds: string[] },
  ) => {
    if (!(await holdPosition(tx, { tenantId: scope.tenantId, name: CONSUMER, number: from }))) return
    const titles = await findTitles(tx, conversationIds)
    await putEntries(
      tx,
      scope,
      titles.map((title) => entryOfTitle(scope, title)),
    )
    const there = new Set(titles.map(({ id }) => id))
    await removeEntries(
      tx,
      conversationIds.filter((id) => !there.has(id)),
    )
    await movePosition(tx, CONSUMER, to)
  },
)

/** The search entry of a conversation's title. */
export const entryOfTitle = (scope: Scope, { id, title, ...place }: Title): NewEntry => ({
  id,
  conversationId: id,
  saidAt: place.saidAt,
  terms: [...storedTerms(scope, title), ...placeMarks({ ...place, tenantId: scope.tenantId })],
})
