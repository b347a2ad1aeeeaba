import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { migrate } from '#platform/database/migrate.ts'
import { emptyInstallation } from '#test/support/empty-installation.ts'
import { growUp, OLD_TENANT } from '#test/support/old-data.ts'

/** A busy machine takes minutes for all migrations of the embedded database. */
const LONG = { timeout: 300_000 }
const BEFORE = '0137-messages-told'

const id = (number: number) => `'00000000-0000-7000-8000-${String(number).padStart(12, '0')}'`
const T = `'${OLD_TENANT}'`
const event = (number: number, type: string, payload: object) =>
  `(${T}, ${id(100 + number)}, ${number}, '${type}', '${JSON.stringify(payload)}', 'system', NULL, 'q')`
const job = (number: number, name: string, input: object) =>
  `(${T}, ${id(200 + number)}, '${name}', '${JSON.stringify(input)}', '{"kind": "system", "id": null, "name": "system"}', 'q', 'done', 5)`

/** What was stored under the words of before: in names of events and jobs, in values, in keys of JSON. */
const oldWords = `
  UPDATE api_keys SET scopes = ARRAY['desk:read', 'conversation:read-desk', 'knowledge:read'];
  INSERT INTO events (tenant_id, id, number, type, payload, actor_kind, actor_id, request_id) VALUES
    ${[
      event(2, 'source.created', { sourceId: 's' }),
      event(3, 'conversation.handed', { heldBy: 'queue', desk: true }),
      event(4, 'job.failed', { name: 'desk.wake' }),
      event(5, 'test-run.ended', { testRunId: 't', sourceId: 's', verdict: 'held' }),
      event(6, 'budget.crossed', { step: 2 }),
      event(7, 'sign-in.started', { signInId: 'i' }),
    ].join(', ')};
  INSERT INTO jobs (tenant_id, id, name, input, actor, request_id, state, tries_max) VALUES
    ${[
      job(1, 'webhook.deliver', { webhookId: 'w', round: 4 }),
      job(2, 'source.reindex', { sourceId: 's' }),
      job(3, 'planned-message.say', { plannedMessageId: 'p' }),
    ].join(', ')};
  INSERT INTO appointments (tenant_id, job_name, subject_id, input, tries_max, due_at)
    VALUES (${T}, 'sla.ring', ${id(30)}, '{"conversationId": "c"}', 3, '2030-01-01');
  INSERT INTO webhooks (tenant_id, id, name, url, event_types, sealed_secret, position)
    VALUES (${T}, ${id(300)}, 'CRM', 'https://example.com', ARRAY['source.changed', 'message.created'], 's', 0);
  UPDATE agents SET unsupported_claims = 'hand-over';
  UPDATE agent_versions SET changed = ARRAY['sourceIds', 'name'],
    content = '{"name": "Ada", "sourceIds": ["s"], "sourceFilters": [{"sourceId": "s", "filter": []}], "unsupportedClaims": "hand-over"}';
  INSERT INTO documents (tenant_id, id, source_id, name, media_type, size_bytes, content, kind, failure_reason)
    VALUES (${T}, ${id(72)}, ${id(70)}, 'When?', 'text/plain', 1, 'At 9.', 'pair', 'no-room');
  INSERT INTO messages (tenant_id, id, conversation_id, seq, author_kind, author_id, author_name, role, origin, parts)
    VALUES (${T}, ${id(44)}, ${id(30)}, 3, 'agent', ${id(20)}, 'Ada', 'assistant', 'planned', '${JSON.stringify(
      [
        { type: 'text', text: 'trouble and step' },
        { type: 'file-read', trouble: 'no-text' },
        { type: 'remembered', factIds: ['f'] },
        { type: 'limited', step: 'documents' },
        { type: 'tool-call', name: 'hand_over_to_agent', input: { step: 1 } },
      ],
    )}');
  INSERT INTO replies (tenant_id, id, conversation_id, message_id, agent_id, state, attempt, control_epoch, ended_at, searched)
    VALUES (${T}, ${id(45)}, ${id(30)}, ${id(44)}, ${id(20)}, 'completed', 1, 0, now(), '{"query": "q", "sourceIds": ["s"]}');
  INSERT INTO tool_steps (tenant_id, reply_id, call_id, name, input, has_effect)
    VALUES (${T}, ${id(45)}, 'c', 'hand_over_to_person', '{}', false);
  INSERT INTO completions (tenant_id, id, actor_kind, state, duration_ms, purpose)
    VALUES (${T}, ${id(46)}, 'member', 'completed', 1, 'initiative');
  INSERT INTO test_runs (tenant_id, id, source_id, change, cause, verdict, results)
    VALUES (${T}, ${id(73)}, ${id(70)}, 1, 'asked', 'held', '[{"testQuestionId": "q", "isFound": true}]');`

test('data stored under old names exists under the new ones', LONG, async () => {
  await using place = await emptyInstallation(process.env.PARLEY_TEST_DATABASE_URL)
  const database = await place.open()
  try {
    await growUp(database)
    await migrate(database, { to: BEFORE })
    await database.administer((db) =>
      db.transaction().execute(async (tx) => {
        await sql`SELECT set_config('role', 'parley_app', true), set_config('app.tenant_id', ${OLD_TENANT}, true),
          set_config('app.viewer', 'server', true)`.execute(tx)
        await sql.raw(oldWords).execute(tx)
      }),
    )

    await migrate(database, 'latest')
    const now = await database.read(OLD_TENANT, async (tx) => {
      const { rows } = await sql<Record<string, unknown>>`SELECT
        (SELECT scopes FROM api_keys) AS scopes,
        (SELECT json_agg(json_build_array(type, payload) ORDER BY number) FROM events WHERE number > 1) AS events,
        (SELECT json_agg(json_build_array(name, input) ORDER BY id) FROM jobs WHERE id > ${sql.raw(id(200))}
          AND id < ${sql.raw(id(300))}) AS jobs,
        (SELECT job_name FROM scheduled_jobs) AS scheduled,
        (SELECT event_types FROM webhooks) AS told,
        (SELECT unsupported_claims FROM agents) AS claims,
        (SELECT json_build_array(changed, content) FROM agent_versions) AS version,
        (SELECT json_build_array(kind, failure_reason) FROM documents WHERE name = 'When?') AS entry,
        (SELECT json_build_array(origin, parts) FROM messages WHERE seq = 3) AS message,
        (SELECT searched FROM replies WHERE searched IS NOT NULL) AS searched,
        (SELECT name FROM tool_steps) AS tool,
        (SELECT purpose FROM completions) AS purpose,
        (SELECT json_build_array(verdict, results) FROM evaluation_runs) AS run`.execute(tx)
      return rows[0]
    })
    expect(now).toEqual({
      scopes: ['inbox:read', 'conversation:read-inbox', 'knowledge:read'],
      events: [
        ['knowledge-base.created', { knowledgeBaseId: 's' }],
        ['conversation.handed', { assigneeKind: 'queue', inInbox: true }],
        ['job.failed', { name: 'inbox.wake' }],
        ['evaluation-run.ended', { evaluationRunId: 't', knowledgeBaseId: 's', verdict: 'blocked' }],
        ['budget.crossed', { threshold: 2 }],
        ['session.started', { sessionId: 'i' }],
      ],
      jobs: [
        ['webhook.deliver', { webhookId: 'w', batch: 4 }],
        ['knowledge-base.reindex', { knowledgeBaseId: 's' }],
        ['scheduled-message.send', { scheduledMessageId: 'p' }],
      ],
      scheduled: 'sla.fire-timers',
      told: ['knowledge-base.changed', 'message.created'],
      claims: 'handoff',
      version: [
        ['knowledgeBaseIds', 'name'],
        {
          name: 'Ada',
          knowledgeBaseIds: ['s'],
          knowledgeBaseFilters: [{ knowledgeBaseId: 's', filter: [] }],
          unsupportedClaims: 'handoff',
        },
      ],
      entry: ['faq-entry', 'no-space'],
      message: [
        'scheduled',
        [
          { type: 'text', text: 'trouble and step' },
          { type: 'file-read', errorCode: 'no-text' },
          { type: 'remembered', memoryIds: ['f'] },
          { type: 'limited', threshold: 'documents' },
          { type: 'tool-call', name: 'transfer_to_agent', input: { step: 1 } },
        ],
      ],
      searched: { query: 'q', knowledgeBaseIds: ['s'] },
      tool: 'hand_off_to_person',
      purpose: 'proactive-check',
      run: ['blocked', [{ testCaseId: 'q', isFound: true }]],
    })
  } finally {
    await database.close()
  }
})
