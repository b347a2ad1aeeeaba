import { type Kysely, sql } from 'kysely'
import { migrate } from '#platform/database/migrate.ts'
import type { Database } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'

/** A tenant of the first days, by number. */
export const OLD_TENANT = '00000000-0000-7000-8000-000000000001'
const id = (number: number) => `'00000000-0000-7000-8000-${String(number).padStart(12, '0')}'`
const T = `'${OLD_TENANT}'`

/** What people had stored when a migration was the newest one, as the program of that time stored it. */
const storedAt: Record<string, string> = {
  '0005-work': `
    INSERT INTO tenants (tenant_id, slug, name) VALUES (${T}, 'first', 'First days 首日');
    INSERT INTO members (tenant_id, id, email, name, role, password_hash)
      VALUES (${T}, ${id(10)}, 'ana@example.com', 'Ana', 'owner', '$argon2id$old');
    INSERT INTO visitors (tenant_id, id, external_id, name, created_at)
      VALUES (${T}, ${id(11)}, 'v-1', 'Li', '2025-01-02T03:04:05.678Z');
    INSERT INTO sign_ins (tenant_id, id, member_id, access_hash, access_expires_at, refresh_hash, refresh_expires_at)
      VALUES (${T}, ${id(12)}, ${id(10)}, 'a', '2030-01-01', 'r', '2030-01-01');
    INSERT INTO api_keys (tenant_id, id, member_id, name, scopes, secret_hash, tail)
      VALUES (${T}, ${id(13)}, ${id(10)}, 'key', ARRAY['chat'], 'h', 'tail');
    INSERT INTO agents (tenant_id, id, name, instructions, temperature)
      VALUES (${T}, ${id(20)}, 'Ada', 'Be brief.', 0.3);
    INSERT INTO conversations (tenant_id, id, title, agent_id, owner_kind, owner_id, is_desk, last_seq, head_message_id)
      VALUES (${T}, ${id(30)}, 'Opening hours', ${id(20)}, 'member', ${id(10)}, false, 2, ${id(41)}),
        (${T}, ${id(31)}, '', ${id(20)}, 'visitor', ${id(11)}, true, 0, NULL);
    INSERT INTO messages (tenant_id, id, conversation_id, seq, parent_id, author_kind, author_id, author_name, role, parts, client_id)
      VALUES (${T}, ${id(40)}, ${id(30)}, 1, NULL, 'member', ${id(10)}, 'Ana', 'user', '[{"type": "text", "text": "你好"}]', 'c1'),
        (${T}, ${id(41)}, ${id(30)}, 2, ${id(40)}, 'agent', ${id(20)}, 'Ada', 'assistant', '[{"type": "text", "text": "From 9."}]', NULL);
    INSERT INTO replies (tenant_id, id, conversation_id, message_id, agent_id, state, attempt, control_epoch, model, ended_at)
      VALUES (${T}, ${id(42)}, ${id(30)}, ${id(41)}, ${id(20)}, 'completed', 1, 0, 'openai/gpt', now());
    INSERT INTO files (tenant_id, id, owner_kind, owner_id, name, media_type, size_bytes, sha256, blob_key)
      VALUES (${T}, ${id(43)}, 'member', ${id(10)}, 'a.txt', 'text/plain', 3, 'abc', 'uploads/a');
    INSERT INTO jobs (tenant_id, id, name, input, actor, request_id, state, tries_max)
      VALUES (${T}, ${id(50)}, 'reply.write', '{"replyId": "x"}', '{"kind": "system", "id": null, "name": "system"}', 'q', 'done', 5),
        (${T}, 'c0ffee00-0000-4000-8000-000000000051', 'of.a-migration', '{}', '{"kind": "system", "id": null, "name": "system"}', 'q', 'dead', 5);
    INSERT INTO events (tenant_id, id, number, type, payload, actor_kind, actor_id, request_id)
      VALUES (${T}, ${id(60)}, 1, 'tenant.created', '{"name": "First"}', 'system', NULL, 'q');
    INSERT INTO event_counters (tenant_id, last_number) VALUES (${T}, 1);`,
  '0006-knowledge': `
    INSERT INTO sources (tenant_id, id, name, passage_count, term_count) VALUES (${T}, ${id(70)}, 'Handbook', 1, 2);
    INSERT INTO documents (tenant_id, id, source_id, name, media_type, size_bytes, content, state, progress, revision, text, passage_count, character_count)
      VALUES (${T}, ${id(71)}, ${id(70)}, 'hours.md', 'text/markdown', 11, 'open from 9', 'ready', 1, 1, 'open from 9', 1, 11);
    INSERT INTO agent_sources (tenant_id, agent_id, source_id) VALUES (${T}, ${id(20)}, ${id(70)});`,
  '0060-projects': `
    INSERT INTO projects (tenant_id, id, owner_kind, owner_id, name)
      VALUES (${T}, ${id(80)}, 'member', ${id(10)}, 'Garden');
    UPDATE conversations SET project_id = ${id(80)} WHERE id = ${id(30)};`,
}

/** Stores what was stored at that migration, as a transaction of a tenant did; nothing at most of them. */
export const storeOldData = async (
  database: Database,
  migration: string,
  role = 'parley_app',
): Promise<void> => {
  const statements = storedAt[migration]
  if (statements === undefined) return
  await database.administer((db) =>
    db.transaction().execute(async (tx: Kysely<Schema>) => {
      await sql`SELECT set_config('role', ${role}, true), set_config('app.tenant_id', ${OLD_TENANT}, true)`.execute(
        tx,
      )
      await sql.raw(statements).execute(tx)
    }),
  )
}

/** Upgrades an empty database from version to version while people store things in it, as far as they did. */
export async function growUp(database: Database): Promise<void> {
  for (const name of Object.keys(storedAt)) {
    await migrate(database, { to: name })
    await storeOldData(database, name)
  }
}
