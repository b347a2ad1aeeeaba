import { z } from 'zod'
import { findTitles, type Title } from '#features/conversations/index.ts'
import { holdPosition, movePosition } from '#platform/outbox/consumer-position.ts'
import type { Scope } from '#kernel/scope.ts'
import { command } from '#kernel/use-case.ts'
import { placeMarks } from './entry.ts'
import { type NewEntry, putEntries, removeEntries } from './entry-store.ts'
import { CONSUMER } from './read-news.ts'
import { storedTerms } from './stored-terms.ts'

const Entry = z.strictObject({
  id: z.uuid(),
  conversationId: z.uuid(),
  saidAt: z.iso.datetime(),
  terms: z.array(z.string()),
})

/** Stores entries of messages, unless another process went on from there meanwhile; false then. Part of `catchUp`. */
export const storeEntries = command({
  name: 'search-entry.store',
  permission: 'internal',
  input: z.strictObject({ from: z.int(), entries: z.array(Entry) }),
  async run({ tx, scope }, { from, entries }) {
    const isOurs = await holdPosition(tx, { tenantId: scope.tenantId, name: CONSUMER, number: from })
    if (isOurs) await putEntries(tx, scope, entries)
    return isOurs
  },
})

/** Stores entries in place of those that were there. Part of `rebuildEntries`. */
export const replaceEntries = command({
  name: 'search-entry.replace',
  permission: 'internal',
  input: z.strictObject({ entries: z.array(Entry) }),
  run: ({ tx, scope }, { entries }) => putEntries(tx, scope, entries),
})

/** Brings titles up to date, forgets conversations that are gone, and moves on. Part of `catchUp`. */
export const finishNews = command({
  name: 'search-entry.finish',
  permission: 'internal',
  input: z.strictObject({ from: z.int(), to: z.int(), conversationIds: z.array(z.uuid()) }),
  async run({ tx, scope }, { from, to, conversationIds }) {
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
})

/** What a conversation is found by for its title. */
export const entryOfTitle = (scope: Scope, { id, title, ...place }: Title): NewEntry => ({
  id,
  conversationId: id,
  saidAt: place.saidAt,
  terms: [...storedTerms(scope, title), ...placeMarks({ ...place, tenantId: scope.tenantId })],
})
