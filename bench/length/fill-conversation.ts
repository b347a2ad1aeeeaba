import { sql } from 'kysely'
import type { Database } from '#platform/database/open.ts'

const WORDS = 'Forty words of a message that somebody once wrote about a parcel which never came. '.repeat(3)

/** Puts so many messages into an empty conversation, people's and agents' in turns. */
export const fillConversation = (
  database: Database,
  tenantId: string,
  conversationId: string,
  count: number,
) =>
  database.write(tenantId, async (tx) => {
    const idOf = (n: string) => sql`md5(${conversationId} || ${sql.raw(n)})::uuid`
    await sql`INSERT INTO messages
        (tenant_id, id, conversation_id, seq, parent_id, author_kind, author_id, author_name, role, parts)
      SELECT ${tenantId}, ${idOf('n')}, c.id, n, CASE WHEN n > 1 THEN ${idOf('(n - 1)')} END,
        CASE WHEN n % 2 = 1 THEN 'member' ELSE 'agent' END, CASE WHEN n % 2 = 1 THEN c.owner_id ELSE c.agent_id END,
        'Somebody', CASE WHEN n % 2 = 1 THEN 'user' ELSE 'assistant' END,
        jsonb_build_array(jsonb_build_object('type', 'text', 'text', n || '. ' || ${WORDS}::text))
      FROM conversations c, generate_series(1, ${count}::integer) AS n
      WHERE c.id = ${conversationId}`.execute(tx)
    await sql`UPDATE conversations SET last_seq = ${count}, head_message_id = ${idOf(String(count))}, title = 'Stored'
      WHERE id = ${conversationId}`.execute(tx)
  })
