import { sql } from 'kysely'
import type { Reader } from '#platform/database/open.ts'
import { setQuestion } from '#platform/database/set-statement.ts'

// An answer for which it is unknown, because it was interrupted, copied or imported, counts as having read text from
// outside.
const HAD_READ_OUTSIDE = sql`messages.role = 'assistant' AND messages.author_kind = 'agent' AND messages.origin = 'turn'
  AND messages.parts <> '[]'::jsonb
  AND (replies.id IS NULL OR replies.live_hosts IS NOT NULL OR replies.state IN ('cancelled', 'failed', 'interrupted'))`

interface Among {
  readonly conversationId: string
  /** Those of these messages; null for any in the conversation. */
  readonly messageIds: readonly string[] | null
}

const anyAmong = setQuestion<Among, { id: string }>(
  { conversationId: 'uuid', messageIds: 'uuid[]' },
  (_, given) => sql`
    SELECT given.nth, answer.id FROM ${given}, LATERAL (
      SELECT messages.id FROM messages LEFT JOIN replies ON replies.message_id = messages.id
      WHERE messages.conversation_id = given."conversationId"
        AND (given."messageIds" IS NULL OR messages.id = ANY(given."messageIds")) AND ${HAD_READ_OUTSIDE}
      LIMIT 1
    ) answer`,
)

/**
 * Whether agents' answers in a conversation had read text from outside: among the given messages, or with null among
 * all.
 */
export const hasReadOutside = async (
  tx: Reader,
  conversationId: string,
  messageIds: readonly string[] | null,
): Promise<boolean> =>
  messageIds?.length !== 0 && (await anyAmong.row(tx, { conversationId, messageIds })) !== null

const newest = setQuestion<{ conversationId: string; among: number }, { id: string }>(
  { conversationId: 'uuid', among: 'integer' },
  (_, given) => sql`
    SELECT given.nth, messages.id FROM ${given}, LATERAL (
      SELECT * FROM messages WHERE conversation_id = given."conversationId" ORDER BY seq DESC LIMIT given.among
    ) messages LEFT JOIN replies ON replies.message_id = messages.id
    WHERE ${HAD_READ_OUTSIDE}`,
)

/** Those of a conversation's newest messages that are answers which had read text from outside. */
export const newestReadOutside = async (
  tx: Reader,
  conversationId: string,
  among: number,
): Promise<ReadonlySet<string>> =>
  new Set((await newest.rows(tx, { conversationId, among })).map(({ id }) => id))
