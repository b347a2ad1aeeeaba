import { sql } from 'kysely'
import type { Application } from '#kernel/application.ts'
import type { Transaction } from '#platform/database/open.ts'

/** Rows of the tables into which the world put nothing. */
export async function fillTheRest(app: Application, tenantId: string): Promise<void> {
  await app.database.write(tenantId, async (tx) => {
    const reply = await tx.selectFrom('replies').select('id').limit(1).executeTakeFirstOrThrow()
    const session = await tx.selectFrom('sessions').select('id').limit(1).executeTakeFirstOrThrow()
    const of = sql.lit(tenantId)
    const id = sql.lit(reply.id)
    await sql`INSERT INTO tool_steps (tenant_id, reply_id, call_id, name, input, has_effect) VALUES (${of}, ${id}, '1', 'look', '{}', false)`.execute(
      tx,
    )
    await sql`INSERT INTO away_members (tenant_id, member_id) SELECT ${of}, id FROM members LIMIT 1`.execute(
      tx,
    )
    await sql`INSERT INTO presences (tenant_id, member_id, process_id) SELECT ${of}, id, ${id} FROM members LIMIT 1`.execute(
      tx,
    )
    const message = await tx
      .selectFrom('messages')
      .select(['id', 'conversation_id'])
      .limit(1)
      .executeTakeFirstOrThrow()
    await sql`INSERT INTO inbox_states (tenant_id, conversation_id) VALUES (${of}, ${message.conversation_id})`.execute(
      tx,
    )
    await sql`INSERT INTO message_translations (tenant_id, message_id, language, text, model)
      VALUES (${of}, ${message.id}, 'en', 'The same.', 'own/qwen')`.execute(tx)
    await sql`INSERT INTO conversation_summaries (tenant_id, message_id, conversation_id, seq, text, model)
      VALUES (${of}, ${message.id}, ${message.conversation_id}, 1, 'In short.', 'own/qwen')`.execute(tx)
    await sql`INSERT INTO default_models (tenant_id, model) VALUES (${of}, 'own/qwen')`.execute(tx)
    await sql`INSERT INTO external_ids (tenant_id, dialect, kind, external_id, id) VALUES (${of}, 'd', 'reply', '1', ${id})`.execute(
      tx,
    )
    await sql`INSERT INTO idempotency_keys (tenant_id, actor_id, key, request_digest) VALUES (${of}, ${id}, '1', '1')`.execute(
      tx,
    )
    await sql`INSERT INTO socket_tickets (tenant_id, ticket_hash, credential_kind, credential_tenant_id, credential_id, expires_at)
      VALUES (${of}, ${`ticket ${tenantId}`}, 'session', ${of}, ${id}, now())`.execute(tx)
    await sql`INSERT INTO spent_refresh_tokens (tenant_id, refresh_hash, session_id) VALUES (${of}, ${`spent ${tenantId}`}, ${session.id})`.execute(
      tx,
    )
    await sql`INSERT INTO completions (tenant_id, id, actor_kind, state, duration_ms) VALUES (${of}, ${id}, 'member', 'completed', 1)`.execute(
      tx,
    )
    await sql`INSERT INTO channel_threads (tenant_id, id, channel_id, outside_id, outside_person_id, conversation_id, visitor_id)
      SELECT ${of}, ${id}, id, '1', '1', ${message.conversation_id}, ${id} FROM channels LIMIT 1`.execute(tx)
    await sql`INSERT INTO channel_messages (tenant_id, channel_id, message_id, direction)
      SELECT ${of}, id, ${message.id}, 'in' FROM channels LIMIT 1`.execute(tx)
    await sql`INSERT INTO budget_spending (tenant_id, budget_id, subject_id, period_begins) SELECT ${of}, id, ${id}, now() FROM budgets LIMIT 1`.execute(
      tx,
    )
    await sql`INSERT INTO budget_reservations (tenant_id, id, budget_id, subject_id, period_begins, nanos, tokens, expires_at)
      SELECT ${of}, ${id}, id, ${id}, now(), 1, 1, now() FROM budgets LIMIT 1`.execute(tx)
    await fillModels(tx, tenantId, reply.id)
    await fillWidgets(tx, tenantId, reply.id)
    await fillProactive(tx, tenantId, message.conversation_id)
    await fillTeams(tx, tenantId, message.conversation_id)
    await fillCsatRatings(tx, tenantId, message.conversation_id)
    await fillMail(tx, tenantId, message.conversation_id)
    await fillTools(tx, tenantId, message.conversation_id)
    await fillFiles(tx, tenantId, reply.id)
    await fillProjects(tx, tenantId, message.conversation_id)
  })
}

/** An address that takes mail, and what came there. */
async function fillMail(tx: Transaction, tenantId: string, conversationId: string) {
  const of = sql.lit(tenantId)
  await sql`INSERT INTO channels (tenant_id, id, name, kind) VALUES (${of}, ${of}, 'Mail', 'email')`.execute(
    tx,
  )
  await sql`INSERT INTO email_channels (tenant_id, channel_id, address, secret_hash) VALUES (${of}, ${of}, 'a@b.c', '1')`.execute(
    tx,
  )
  await sql`INSERT INTO email_threads (tenant_id, conversation_id, token, subject) VALUES (${of}, ${sql.lit(conversationId)}, '1', '')`.execute(
    tx,
  )
  await sql`INSERT INTO channel_mails (tenant_id, id, channel_id, direction, state, address, outside_id)
    VALUES (${of}, ${of}, ${of}, 'in', 'ignored', 'd@e.f', '<1@e.f>')`.execute(tx)
}

/** What somebody said of a conversation, and that they are asked. */
async function fillCsatRatings(tx: Transaction, tenantId: string, conversationId: string) {
  const [of, own] = [sql.lit(tenantId), sql.lit(conversationId)]
  await sql`INSERT INTO csat_settings (tenant_id) VALUES (${of})`.execute(tx)
  await sql`INSERT INTO csat_ratings (tenant_id, id, conversation_id, owner_kind, owner_id, resolved_at, asked_at)
    VALUES (${of}, ${own}, ${own}, 'visitor', ${own}, now(), now())`.execute(tx)
}

/** A team with somebody and something in it. */
async function fillTeams(tx: Transaction, tenantId: string, conversationId: string) {
  const [of, own] = [sql.lit(tenantId), sql.lit(conversationId)]
  const agent = await tx.selectFrom('agents').select('id').limit(1).executeTakeFirstOrThrow()
  await sql`INSERT INTO teams (tenant_id, id, name) VALUES (${of}, ${own}, 'Second line')`.execute(tx)
  await sql`INSERT INTO team_members (tenant_id, team_id, member_id) SELECT ${of}, ${own}, id FROM members LIMIT 1`.execute(
    tx,
  )
  await sql`INSERT INTO team_conversations (tenant_id, conversation_id, team_id, waiting_since) VALUES (${of}, ${own}, ${own}, now())`.execute(
    tx,
  )
  await sql`INSERT INTO sla_timers (tenant_id, id, conversation_id, team_id, kind, target_seconds, warn_seconds, in_open_hours, started_at, left_seconds)
    VALUES (${of}, ${own}, ${own}, ${own}, 'resolution', 60, 5, false, now(), 60)`.execute(tx)
  await sql`INSERT INTO agent_teams (tenant_id, agent_id) VALUES (${of}, ${agent.id})`.execute(tx)
}

/** What people want of agents that speak first, and what one decided. */
async function fillProactive(tx: Transaction, tenantId: string, conversationId: string) {
  const [of, own] = [sql.lit(tenantId), sql.lit(conversationId)]
  const agent = await tx.selectFrom('agents').select('id').limit(1).executeTakeFirstOrThrow()
  await sql`INSERT INTO proactive_preferences (tenant_id, person_id) VALUES (${of}, ${own})`.execute(tx)
  await sql`INSERT INTO proactive_agent_preferences (tenant_id, person_id, agent_id, agrees) VALUES (${of}, ${own}, ${agent.id}, true)`.execute(
    tx,
  )
  await sql`INSERT INTO proactive_checks (tenant_id, id, conversation_id, agent_id, person_id, after_seq, control_epoch, action, reason, state, made_at)
    VALUES (${of}, ${own}, ${own}, ${agent.id}, ${own}, 1, 0, 'wait', 'Busy.', 'waits', now())`.execute(tx)
}

/** A chat on a site's pages, and who is in it. */
async function fillWidgets(tx: Transaction, tenantId: string, id: string) {
  const [of, own] = [sql.lit(tenantId), sql.lit(id)]
  await sql`INSERT INTO widgets (tenant_id, id, public_key, name, appearance, forms)
    VALUES (${of}, ${own}, ${`wk ${tenantId}`}, 'Shop', '{}', '{}')`.execute(tx)
  await sql`INSERT INTO visitor_sessions (tenant_id, id, widget_id, visitor_id, token_hash, is_verified, expires_at)
    SELECT ${of}, ${own}, ${own}, id, ${`visitor session ${tenantId}`}, false, now() FROM visitors LIMIT 1`.execute(
    tx,
  )
}

/** What was paid, and what is paid next. */
async function fillModels(tx: Transaction, tenantId: string, id: string) {
  const [of, own] = [sql.lit(tenantId), sql.lit(id)]
  await sql`INSERT INTO spent_replies (tenant_id, id, agent_id, owner_kind, owner_id, state, created_at)
    VALUES (${of}, ${own}, ${own}, 'member', ${own}, 'completed', now())`.execute(tx)
  await sql`INSERT INTO spent_readings (tenant_id, id, document_id, actor_kind, model)
    VALUES (${of}, ${own}, ${own}, 'member', 'own/see')`.execute(tx)
  await sql`INSERT INTO rolled_until (tenant_id, name, until) VALUES (${of}, 'usage', now()) ON CONFLICT DO NOTHING`.execute(
    tx,
  )
  await sql`INSERT INTO stale_hours (tenant_id, name, hour, changed_by) VALUES (${of}, 'usage', now(), 1)`.execute(
    tx,
  )
  await sql`INSERT INTO usage_hours (tenant_id, hour, line, purpose, replies, searches, failures, unpriced, input_tokens,
      output_tokens, cost_nanos, first_token_ms, first_token_counts)
    VALUES (${of}, now(), 1, 'answer', 1, 0, 0, 0, 1, 1, 1, '{}', '{}')`.execute(tx)
  await sql`INSERT INTO report_hours (tenant_id, hour, line, opened, settled, settled_by_agents, owner_messages, agent_messages,
      member_messages, moving, moving_by_agents, first_ms, first_counts)
    VALUES (${of}, now(), 1, 1, 1, 1, 1, 1, 1, '{}', '{}', '{}', '{}')`.execute(tx)
  await sql`INSERT INTO spent_vectors (tenant_id, id, purpose, agent_id, actor_kind, model)
    VALUES (${of}, ${own}, 'search', ${own}, 'member', 'own/mean')`.execute(tx)
}

/** A server of tools, and what may be called without asking. */
async function fillTools(tx: Transaction, tenantId: string, conversationId: string) {
  const [of, own] = [sql.lit(tenantId), sql.lit(conversationId)]
  await sql`INSERT INTO tool_servers (tenant_id, id, name, transport, url, auth) VALUES (${of}, ${own}, 'Till', 'http', 'https://till.invalid', 'none')`.execute(
    tx,
  )
  await sql`INSERT INTO served_tools (tenant_id, server_id, name) VALUES (${of}, ${own}, 'pay_out')`.execute(
    tx,
  )
  await sql`INSERT INTO tool_server_credentials (tenant_id, server_id, holder_id, sealed) VALUES (${of}, ${own}, ${of}, '1')`.execute(
    tx,
  )
  await sql`INSERT INTO tool_rules (tenant_id, id, position, pattern, verdict) VALUES (${of}, ${own}, 1, '*', 'ask')`.execute(
    tx,
  )
  await sql`INSERT INTO tool_settings (tenant_id) VALUES (${of})`.execute(tx)
  await sql`INSERT INTO tool_grants (tenant_id, conversation_id, tool, fingerprint) VALUES (${of}, ${own}, 'pay_out', '1')`.execute(
    tx,
  )
}

/** How large files may be, and what was paid for one. */
async function fillFiles(tx: Transaction, tenantId: string, id: string) {
  const [of, own] = [sql.lit(tenantId), sql.lit(id)]
  await sql`INSERT INTO file_limits (tenant_id, image_bytes) VALUES (${of}, 1)`.execute(tx)
  await sql`INSERT INTO spent_files (tenant_id, id, purpose, actor_kind, model)
    VALUES (${of}, ${own}, 'listening', 'member', 'own/hear')`.execute(tx)
}

/** Where a project looks things up, and a conversation that was taken in. */
async function fillProjects(tx: Transaction, tenantId: string, conversationId: string) {
  const of = sql.lit(tenantId)
  await sql`INSERT INTO project_knowledge_bases (tenant_id, project_id, knowledge_base_id)
    SELECT ${of}, (SELECT id FROM projects LIMIT 1), (SELECT id FROM knowledge_bases LIMIT 1)`.execute(tx)
  await sql`INSERT INTO imported_conversations (tenant_id, owner_id, format, external_id, conversation_id)
    SELECT ${of}, id, 'chatgpt', '1', ${sql.lit(conversationId)} FROM members LIMIT 1`.execute(tx)
  await sql`INSERT INTO share_settings (tenant_id) VALUES (${of})`.execute(tx)
}
