import { InboxPage, ListInbox } from '#contract/shapes/inbox.ts'
import { readInboxPage } from '#features/conversations/index.ts'
import { query } from '#kernel/use-case.ts'
import { assignedToMember } from './assigned-to-member.ts'
import { showInboxConversations } from './show-inbox-conversation.ts'
import { viewFilter } from './view-filter.ts'

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
