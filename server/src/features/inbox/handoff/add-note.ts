import { AddNote, InboxEntry } from '#contract/shapes/inbox.ts'
import { audiencePayload } from '#features/conversations/index.ts'
import { impossible } from '#kernel/fault.ts'
import { storableText } from '#kernel/storable.ts'
import { command } from '#kernel/use-case.ts'
import { lockInboxConversation } from './inbox-conversation.ts'
import { insertEntry, showEntries } from './inbox-entry-store.ts'

/** Notes something of a conversation that only operators read. */
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
