import { z } from 'zod'
import { InboxEntryPage, ListInboxEntries, InboxEntryRef } from '#contract/shapes/inbox.ts'
import { audiencePayload } from '#features/conversations/index.ts'
import { query, command } from '#kernel/use-case.ts'
import { Fault, forbidden } from '#kernel/fault.ts'
import { requireInboxConversation, requireVisibleEntry } from './inbox-conversation.ts'
import { pageOfEntries, showEntries, removeEntry } from './inbox-entry-store.ts'

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

/** Deletes a note of one's own, the draft of an agent, or a summary. Who had a conversation when is never deleted. */
export const deleteEntry = command({
  name: 'inbox.delete-entry',
  permission: 'inbox:write',
  input: InboxEntryRef,
  output: z.null(),
  async run({ tx, scope, emit }, { entryId }) {
    const { entry, conversation } = await requireVisibleEntry(tx, scope, entryId)
    if (entry.kind === 'handed')
      throw new Fault('precondition_failed', 'Assignments cannot be deleted from the history.', {
        reason: 'kept',
      })
    if (entry.kind === 'note' && entry.author_id !== scope.actor.id)
      throw forbidden('Only the author of a note may delete it.')
    await removeEntry(tx, entry.id)
    emit({ type: 'inbox.changed', payload: audiencePayload(conversation) })
    return null
  },
})
