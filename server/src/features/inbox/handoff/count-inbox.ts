import { CountInbox, InboxCounts, InboxView } from '#contract/shapes/inbox.ts'
import { countInboxConversations } from '#features/conversations/index.ts'
import { query } from '#kernel/use-case.ts'
import { viewFilter } from './view-filter.ts'

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
