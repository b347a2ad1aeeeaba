import { DeskEntryPage, ListDeskEntries } from '#contract/shapes/desk.ts'
import { query } from '#kernel/use-case.ts'
import { requireAtDesk } from './at-desk.ts'
import { pageOfEntries, showEntries } from './desk-entry-store.ts'

/** Lists what only the desk reads of a conversation: notes, late drafts, who had it when; the newest first. */
export const listEntries = query({
  name: 'desk.list-entries',
  permission: 'desk:read',
  input: ListDeskEntries,
  output: DeskEntryPage,
  async run({ tx, scope }, { conversationId, limit, after }) {
    const conversation = await requireAtDesk(tx, scope, conversationId)
    const page = await pageOfEntries(tx, conversation.id, { limit, after })
    return { ...page, items: await showEntries(tx, page.items) }
  },
})
