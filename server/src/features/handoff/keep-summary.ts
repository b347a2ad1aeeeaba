import type { DeskEntry, DeskSummary } from '#contract/shapes/desk.ts'
import { heardBy } from '#features/conversations/index.ts'
import { impossible } from '#kernel/fault.ts'
import { storableText } from '#kernel/storable.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import { lockAtDesk } from './at-desk.ts'
import { insertEntry, removeSummaries, showEntries } from './desk-entry-store.ts'

/** Keeps what a conversation of the desk is about, in place of an earlier summary. Only the desk reads it. */
export async function keepSummary(
  { tx, scope, emit }: CommandContext,
  conversationId: string,
  { asked, tried, mood }: DeskSummary,
): Promise<DeskEntry> {
  const conversation = await lockAtDesk(tx, scope, conversationId)
  await removeSummaries(tx, conversationId)
  const row = await insertEntry(tx, scope, {
    conversationId,
    kind: 'summary',
    author: { kind: 'system', id: null, name: '' },
    text: '',
    summary: { asked: storableText(asked), tried: storableText(tried), mood },
  })
  const [entry] = row ? await showEntries(tx, [row]) : []
  if (!entry) throw impossible('A summary was not stored.')
  emit({ type: 'desk.changed', payload: heardBy(conversation) })
  return entry
}
