import type { InboxEntry, InboxSummary } from '#contract/shapes/inbox.ts'
import { audiencePayload } from '#features/conversations/index.ts'
import { impossible } from '#kernel/fault.ts'
import { storableText } from '#kernel/storable.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import { lockInboxConversation } from './inbox-conversation.ts'
import { insertEntry, removeSummaries, showEntries } from './inbox-entry-store.ts'

/** Stores the summary of an inbox conversation in place of an earlier one. Only operators see it. */
export async function keepSummary(
  { tx, scope, emit }: CommandContext,
  conversationId: string,
  { asked, tried, mood }: InboxSummary,
): Promise<InboxEntry> {
  const conversation = await lockInboxConversation(tx, scope, conversationId)
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
  emit({ type: 'inbox.changed', payload: audiencePayload(conversation) })
  return entry
}
