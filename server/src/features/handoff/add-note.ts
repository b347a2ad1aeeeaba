import { AddNote, DeskEntry } from '#contract/shapes/desk.ts'
import { heardBy } from '#features/conversations/index.ts'
import { impossible } from '#kernel/fault.ts'
import { storableText } from '#kernel/storable.ts'
import { command } from '#kernel/use-case.ts'
import { lockAtDesk } from './at-desk.ts'
import { insertEntry, showEntries } from './desk-entry-store.ts'

/** Notes something of a conversation that only the desk reads. */
export const addNote = command({
  name: 'desk.add-note',
  permission: 'desk:write',
  input: AddNote,
  output: DeskEntry,
  async run({ tx, scope, emit }, { conversationId, text }): Promise<DeskEntry> {
    const conversation = await lockAtDesk(tx, scope, conversationId)
    const row = await insertEntry(tx, scope, {
      conversationId,
      kind: 'note',
      author: scope.actor,
      text: storableText(text),
    })
    const [note] = row ? await showEntries(tx, [row]) : []
    if (!note) throw impossible('A note was not stored.')
    emit({ type: 'desk.changed', payload: heardBy(conversation) })
    return note
  },
})
