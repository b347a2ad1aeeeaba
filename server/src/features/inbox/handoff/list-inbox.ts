import { sql } from 'kysely'
import {
  InboxPage,
  ListInbox,
  CountInbox,
  InboxCounts,
  InboxView,
  type InboxState,
} from '#contract/shapes/inbox.ts'
import { readInboxPage, countInboxConversations, type InboxFilter } from '#features/conversations/index.ts'
import { query } from '#kernel/use-case.ts'
import type { Scope } from '#kernel/scope.ts'
import { assignedToMember } from './assigned-to-member.ts'
import { showInboxConversations } from './show-inbox-conversation.ts'
import { isKept } from './inbox-state-store.ts'

/** Lists the conversations of an inbox view, the latest activity first. */
export const listInbox = query({
  name: 'inbox.list',
  permission: 'inbox:read',
  input: ListInbox,
  output: InboxPage,
  async run({ tx, scope }, { limit, after, view, state, memberId }) {
    const filter = await assignedToMember(tx, scope, viewFilter(scope, view, state), memberId)
    const page = await readInboxPage(tx, scope, filter, { limit, after })
    return { ...page, items: await showInboxConversations(tx, scope, page.items) }
  },
})

/** Counts the conversations of each inbox view. */
export const countInbox = query({
  name: 'inbox.count',
  permission: 'inbox:read',
  input: CountInbox,
  output: InboxCounts,
  async run({ tx, scope }, { state }) {
    const counts = await Promise.all(
      InboxView.options.map(async (view) => [
        view,
        await countInboxConversations(tx, scope, viewFilter(scope, view, state)),
      ]),
    )
    return Object.fromEntries(counts) as InboxCounts
  },
})

/** The filter of a view. An agent's conversation that never was in the inbox counts as open. */
export function viewFilter({ actor }: Scope, view: InboxView, state: InboxState | undefined): InboxFilter {
  const kept = isKept(state)
  switch (view) {
    case 'mine':
      return { assigneeKind: 'member', assigneeId: actor.id, passes: kept }
    case 'unassigned':
      return { assigneeKind: 'queue', passes: kept }
    case 'all':
      return { passes: kept }
    case 'agent':
      if (state === undefined) return { assigneeKind: 'agent' }
      return {
        assigneeKind: 'agent',
        passes: state === 'open' ? sql<boolean>`(${kept} OR NOT ${isKept(undefined)})` : kept,
      }
  }
}
