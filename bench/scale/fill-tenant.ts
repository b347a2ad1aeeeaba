import { type RawBuilder, sql } from 'kysely'
import type { Database, Transaction } from '#platform/database/open.ts'
import { WORD_LENGTH } from './made-words.ts'

/** Messages per generated conversation, alternating between a person and an agent. */
const MESSAGES_EACH = 20
const CONVERSATIONS_AT_ONCE = 2_500
const CONVERSATIONS_OF_A_VISITOR = 5
const WORDS_EACH = 12

interface Place {
  readonly tenantId: string
  readonly agentId: string
}

/**
 * Fills a tenant with conversations of the last year as turns leave them: messages, replies, search entries, and
 * events. The first words of the list are common, the last ones rare.
 */
export async function fillTenant(
  database: Database,
  { tenantId, agentId }: Place,
  { messages, words, say }: { messages: number; words: readonly string[]; say: (line: string) => void },
) {
  // The position of a word is computed from its number: a lookup in an array would take time linear in its length.
  const letters = Buffer.from(words.join(''))
  const conversations = Math.ceil(messages / MESSAGES_EACH)
  for (let from = 1; from <= conversations; from += CONVERSATIONS_AT_ONCE) {
    const to = Math.min(from + CONVERSATIONS_AT_ONCE - 1, conversations)
    await database.write(tenantId, async (tx) => {
      // The newest conversations have the highest numbers.
      const saidAt = (nth: string) =>
        sql`(now() - interval '1 year' * (1 - c::float / ${conversations}) + interval '20 seconds' * ${sql.raw(nth)})`
      // UUIDv7 of that time: reports, searches and partitions rely on it.
      const made = (kind: string, of: string, nth = 'n') =>
        sql`overlay(overlay(overlay(md5(${kind} || ':' || ${sql.raw(of)})
          PLACING lpad(to_hex((extract(epoch FROM ${saidAt(nth)}) * 1000)::bigint), 12, '0') FROM 1)
          PLACING '7' FROM 13) PLACING '8' FROM 17)::uuid`
      const visitor = sql`overlay(overlay(md5('visitor:' || c / ${CONVERSATIONS_OF_A_VISITOR}::integer)
        PLACING '8' FROM 13) PLACING '8' FROM 17)::uuid`
      const place = made('place', 'c', '0')
      const each = sql`generate_series(${from}::integer, ${to}::integer) AS c`
      const every = sql`${each}, generate_series(1, ${MESSAGES_EACH}::integer) AS n`
      const isAsked = sql`n % 2 = 1`
      const message = made('message', `c || '.' || n`)
      await sql`INSERT INTO visitors (tenant_id, id, name)
        SELECT DISTINCT ${tenantId}::uuid, ${visitor}, 'Visitor' FROM ${each} ON CONFLICT DO NOTHING`.execute(
        tx,
      )
      await sql`INSERT INTO conversations
          (tenant_id, id, title, agent_id, owner_kind, owner_id, in_inbox, last_seq, created_at, updated_at, head_message_id)
        SELECT ${tenantId}, ${place}, 'Made ' || c, ${agentId}, 'visitor', ${visitor}, true,
          ${MESSAGES_EACH}, ${saidAt('n')}, ${saidAt('n')}, ${message}
        FROM ${each}, LATERAL (SELECT ${MESSAGES_EACH}::integer AS n) AS last`.execute(tx)
      await sql`INSERT INTO messages
          (tenant_id, id, conversation_id, seq, parent_id, author_kind, author_id, author_name, role, parts, created_at)
        SELECT ${tenantId}, ${message}, ${place}, n,
          CASE WHEN n > 1 THEN ${made('message', `c || '.' || (n - 1)`, '(n - 1)')} END,
          CASE WHEN ${isAsked} THEN 'visitor' ELSE 'agent' END,
          CASE WHEN ${isAsked} THEN ${visitor} ELSE ${agentId}::uuid END, 'Somebody',
          CASE WHEN ${isAsked} THEN 'user' ELSE 'assistant' END,
          jsonb_build_array(jsonb_build_object('type', 'text', 'text', (
            SELECT string_agg(convert_from(substring(${letters}::bytea
              FROM 1 + ${WORD_LENGTH}::integer * floor(power(random(), 3) * ${words.length})::integer FOR ${WORD_LENGTH}), 'UTF8'), ' ')
            FROM generate_series(1, ${WORDS_EACH}) AS word WHERE n > 0))), ${saidAt('n')}
        FROM ${every}`.execute(tx)
      await sql`INSERT INTO replies
          (tenant_id, id, conversation_id, message_id, agent_id, state, attempt, control_epoch, model, basis, input_tokens,
           output_tokens, first_token_ms, duration_ms, created_at, ended_at)
        SELECT ${tenantId}, ${made('reply', `c || '.' || n`)}, ${place}, ${message}, ${agentId},
          'completed', 1, 0, 'scripted', 'model', 900, 60, 200 + (power(random(), 4) * 9000)::integer, 1500, ${saidAt('n')}, ${saidAt('n')}
        FROM ${every} WHERE NOT (${isAsked})`.execute(tx)
      await sql`INSERT INTO search_entries (tenant_id, id, conversation_id, said_at, terms)
        SELECT tenant_id, id, conversation_id, created_at, array_to_tsvector(
          string_to_array(parts -> 0 ->> 'text', ' ') || ARRAY['@' || tenant_id, '#' || tenant_id, '=' || owner_id])
        FROM (SELECT ${place} AS place_id, ${visitor}::text AS owner_id FROM ${each} OFFSET 0) AS place,
          LATERAL (SELECT * FROM messages
            WHERE messages.tenant_id = ${tenantId} AND conversation_id = place_id OFFSET 0) AS said`.execute(
        tx,
      )
      await fillEvents(tx, tenantId, { from, to, made, place, message, visitor, saidAt })
    })
    say(`${(to * MESSAGES_EACH).toLocaleString('en')} messages`)
  }
}

interface Made {
  readonly from: number
  readonly to: number
  readonly made: (kind: string, of: string) => RawBuilder<unknown>
  readonly saidAt: (nth: string) => RawBuilder<unknown>
  readonly place: RawBuilder<unknown>
  readonly message: RawBuilder<unknown>
  readonly visitor: RawBuilder<unknown>
}

/** The events of generated conversations, and the mark that their search entries exist. */
async function fillEvents(
  tx: Transaction,
  tenantId: string,
  { from, to, made, saidAt, place, message, visitor }: Made,
) {
  const happened = (to - from + 1) * MESSAGES_EACH * 2
  const { rows } = await sql<{ before: number }>`
    INSERT INTO event_counters AS counter (tenant_id, last_number) VALUES (${tenantId}, ${happened})
    ON CONFLICT (tenant_id) DO UPDATE SET last_number = counter.last_number + excluded.last_number
    RETURNING last_number - ${happened} AS before`.execute(tx)
  const before = rows[0]?.before ?? 0
  // Their search entries exist, so the indexer has nothing to do during the measurement.
  await sql`INSERT INTO event_consumers (tenant_id, name, number) VALUES (${tenantId}, 'search', ${before + happened})
    ON CONFLICT (tenant_id, name) DO UPDATE SET number = excluded.number`.execute(tx)
  await sql`INSERT INTO events
      (tenant_id, id, number, type, payload, actor_kind, actor_id, request_id, created_at)
    SELECT ${tenantId}, ${made('event', `c || '.' || n || kind`)},
      ${before} + ((c - ${from}) * ${MESSAGES_EACH} + n - 1) * 2 + nth, kind,
      jsonb_build_object('conversationId', ${place}, 'messageId', ${message}, 'ownerId', ${visitor},
        'inInbox', true, 'seq', n), 'visitor', ${visitor}, 'made', ${saidAt('n')}
    FROM generate_series(${from}::integer, ${to}::integer) AS c, generate_series(1, ${MESSAGES_EACH}::integer) AS n, LATERAL (VALUES
      (1, CASE WHEN n % 2 = 1 THEN 'message.created' ELSE 'reply.started' END),
      (2, CASE WHEN n % 2 = 1 THEN 'conversation.changed' ELSE 'reply.ended' END)) AS happened (nth, kind)`.execute(
    tx,
  )
}
