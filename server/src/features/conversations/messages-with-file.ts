import { sql } from 'kysely'
import type { EventPayload } from '#contract/events.ts'
import type { Reader } from '#platform/database/open.ts'
import { audiencePayload } from './conversation.ts'

const MESSAGES_MAX = 100

/** The newest messages with a file, each with its event payload. */
export async function messagesWith(
  tx: Reader,
  fileId: string,
): Promise<(EventPayload<'conversation.changed'> & { messageId: string })[]> {
  const rows = await tx
    .selectFrom('messages')
    .innerJoin('conversations', 'conversations.id', 'messages.conversation_id')
    .select(['messages.id as message_id', 'conversations.id', 'conversations.owner_id'])
    .select(['conversations.in_inbox', 'conversations.widget_id', 'conversations.reader_ids'])
    .where(sql<boolean>`messages.parts @> ${JSON.stringify([{ type: 'file', fileId }])}::jsonb`)
    .orderBy('messages.id', 'desc')
    .limit(MESSAGES_MAX)
    .execute()
  return rows.map(({ message_id: messageId, ...row }) => ({ ...audiencePayload(row), messageId }))
}
