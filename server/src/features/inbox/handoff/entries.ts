import { z } from 'zod'
import {
  InboxEntryPage,
  ListInboxEntries,
  InboxEntryRef,
  AddNote,
  InboxEntry,
} from '#contract/shapes/inbox.ts'
import { audiencePayload } from '#features/conversations/index.ts'
import { query, command } from '#kernel/use-case.ts'
import { Fault, forbidden, impossible } from '#kernel/fault.ts'
import { storableText } from '#kernel/storable.ts'
import { requireInboxConversation, requireVisibleEntry, lockInboxConversation } from './inbox-conversation.ts'
import { pageOfEntries, showEntries, removeEntry, insertEntry } from './inbox-entry-store.ts'

/**
 * Lists a conversation's inbox entries, which only operators see: notes, late drafts and changes of assignee; newest
 * first.
 */
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

/** Deletes one of the caller's own notes, a late draft, or a summary. Changes of assignee are never deleted. */
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

/** Adds a note to a conversation, which only operators see. */
export const addNote = command({
  name: 'inbox.add-note',
  permission: 'inbox:write',
  input: AddNote,
  output: InboxEntry,
  async run({ tx, scope, emit }, { conversationId, text }): Promise<InboxEntry> {
    const conversation = await lockInboxConversation(tx, scope, conversationId)
    const row = await insertEntry(tx, scope, {
      conversationId,
      kind: 'note',
      author: scope.actor,
      text: storableText(text),
    })
    const [note] = row ? await showEntries(tx, [row]) : []
    if (!note) throw impossible('A note was not stored.')
    emit({ type: 'inbox.changed', payload: audiencePayload(conversation) })
    return note
  },
})
