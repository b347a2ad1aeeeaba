import { sql } from 'kysely'
import type { Database } from '#platform/database/open.ts'

/** The model’s answer whenever it checks one of these conversations. */
const DECIDED = '[[say {"action":"wait","minutes":600,"reason":"Later."}]]'

/** Conversations of this many visitors who have consented, each quiet for two hours and due for a check in a year. */
export const fillTenant = (database: Database, tenantId: string, agentId: string, count: number) =>
  database.write(tenantId, async (tx) => {
    const each = sql`generate_series(1, ${count}) AS n`
    // Version and variant as in UUIDs: other ids are refused before any query.
    const made = (kind: string) =>
      sql`overlay(overlay(md5(${kind} || n::text) PLACING '8' FROM 13) PLACING '8' FROM 17)::uuid`
    const long = sql`now() - interval '2 hours'`
    await sql`INSERT INTO visitors (tenant_id, id, name)
      SELECT ${tenantId}, ${made('person')}, 'Visitor' FROM ${each}`.execute(tx)
    await sql`INSERT INTO proactive_preferences (tenant_id, person_id, agrees, quiet_from, quiet_to)
      SELECT ${tenantId}, ${made('person')}, true, 0, 0 FROM ${each}`.execute(tx)
    await sql`INSERT INTO conversations
        (tenant_id, id, title, agent_id, owner_kind, owner_id, in_inbox, last_seq, updated_at)
      SELECT ${tenantId}, ${made('place')}, 'Quiet', ${agentId}, 'visitor', ${made('person')}, true, 2, ${long}
      FROM ${each}`.execute(tx)
    await sql`INSERT INTO messages
        (tenant_id, id, conversation_id, seq, author_kind, author_id, author_name, role, parts, created_at)
      SELECT ${tenantId}, ${made('question')}, ${made('place')}, 1, 'visitor', ${made('person')}, 'Visitor', 'user',
        ${JSON.stringify([{ type: 'text', text: `I shall think about it. ${DECIDED}` }])}::jsonb, ${long}
      FROM ${each}`.execute(tx)
    await sql`INSERT INTO messages
        (tenant_id, id, conversation_id, seq, parent_id, author_kind, author_id, author_name, role, parts, created_at)
      SELECT ${tenantId}, ${made('answer')}, ${made('place')}, 2, ${made('question')}, 'agent', ${agentId}, 'Ada',
        'assistant', ${JSON.stringify([{ type: 'text', text: 'Take your time.' }])}::jsonb, ${long}
      FROM ${each}`.execute(tx)
    await sql`UPDATE conversations SET head_message_id = m.id FROM messages m
      WHERE m.conversation_id = conversations.id AND m.seq = 2 AND conversations.title = 'Quiet'`.execute(tx)
    await sql`INSERT INTO read_positions (tenant_id, conversation_id, reader_id, reader_kind, seq)
      SELECT ${tenantId}, ${made('place')}, ${made('person')}, 'visitor', 2 FROM ${each}`.execute(tx)
    await sql`INSERT INTO scheduled_jobs (tenant_id, job_name, subject_id, input, tries_max, due_at)
      SELECT ${tenantId}, 'proactive-check.run', ${made('place')},
        jsonb_build_object('conversationId', ${made('place')}), 3, now() + interval '1 year'
      FROM ${each}`.execute(tx)
  })

/** Makes all checks due now, or in a year. */
export const setDue = (database: Database, tenantId: string, when: 'now' | 'in a year') =>
  database.write(tenantId, async (tx) => {
    const delay = when === 'now' ? '0 seconds' : '1 year'
    await sql`UPDATE scheduled_jobs SET is_taken = false, due_at = now() + ${delay}::interval`.execute(tx)
  })

/** How many checks have been decided so far. */
export const countDecisions = async (database: Database, tenantId: string): Promise<number> => {
  const { rows } = await database.read(tenantId, (tx) =>
    sql<{ count: number }>`SELECT count(*)::integer AS count FROM proactive_checks`.execute(tx),
  )
  return rows[0]?.count ?? 0
}
