import { InboxEntryPage, ListInboxEntries } from '#contract/shapes/inbox.ts'
import { query } from '#kernel/use-case.ts'
import { requireInboxConversation } from './inbox-conversation.ts'
import { pageOfEntries, showEntries } from './inbox-entry-store.ts'

/** Lists what only operators read of a conversation: notes, late drafts, who had it when; the newest first. */
export const listEntries = query({
  name: 'inbox.list-entries',
  permission: 'inbox:read',
  input: ListInboxEntries,
  output: InboxEntryPage,
  async run({ tx, scope }, { conversationId, limit, after }) {
    const conversation = await requireInboxConversation(tx, scope, conversationId)
    const page = await pageOfEntries(tx, conversation.id, { limit, after })
    return { ...page, items: await showEntries(tx, page.items) }
  },
})
