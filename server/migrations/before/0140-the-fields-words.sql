-- The field's words instead of our own, in every name and value.

ALTER TABLE agent_sources RENAME TO agent_knowledge_bases;
ALTER TABLE agent_wishes RENAME TO proactive_agent_preferences;
ALTER TABLE appointments RENAME TO scheduled_jobs;
ALTER TABLE conversation_readings RENAME TO conversation_reviews;
ALTER TABLE desk_absences RENAME TO away_members;
ALTER TABLE desk_attendances RENAME TO presences;
ALTER TABLE desk_entries RENAME TO inbox_entries;
ALTER TABLE desk_states RENAME TO inbox_states;
ALTER TABLE dictionary_entries RENAME TO search_dictionary_entries;
ALTER TABLE event_followers RENAME TO event_consumers;
ALTER TABLE facts RENAME TO memories;
ALTER TABLE initiative_wishes RENAME TO proactive_preferences;
ALTER TABLE lessons RENAME TO memory_extractions;
ALTER TABLE look_decisions RENAME TO proactive_checks;
ALTER TABLE memory_choices RENAME TO memory_consents;
ALTER TABLE planned_messages RENAME TO scheduled_messages;
ALTER TABLE project_sources RENAME TO project_knowledge_bases;
ALTER TABLE rating_settings RENAME TO csat_settings;
ALTER TABLE ratings RENAME TO csat_ratings;
ALTER TABLE sign_ins RENAME TO sessions;
ALTER TABLE sla_clocks RENAME TO sla_timers;
ALTER TABLE sources RENAME TO knowledge_bases;
ALTER TABLE test_questions RENAME TO test_cases;
ALTER TABLE test_runs RENAME TO evaluation_runs;
ALTER TABLE widget_passes RENAME TO visitor_sessions;
ALTER TABLE agent_knowledge_bases RENAME COLUMN source_id TO knowledge_base_id;
ALTER TABLE agents RENAME COLUMN looks_after_minutes TO proactive_after_minutes;
ALTER TABLE agents RENAME COLUMN firsts_per_day TO proactive_per_day;
ALTER TABLE agents RENAME COLUMN firsts_unanswered TO proactive_unanswered_max;
ALTER TABLE agents RENAME COLUMN colleague_ids TO transfer_target_ids;
ALTER TABLE budget_spending RENAME COLUMN told_step TO notified_threshold;
ALTER TABLE conversation_reviews RENAME COLUMN read_at TO reviewed_at;
ALTER TABLE conversations RENAME COLUMN is_desk TO in_inbox;
ALTER TABLE conversations RENAME COLUMN held_by TO assignee_kind;
ALTER TABLE conversations RENAME COLUMN holder_id TO assignee_id;
ALTER TABLE conversations RENAME COLUMN rating_wished TO csat_requested;
ALTER TABLE inbox_entries RENAME COLUMN from_by TO from_kind;
ALTER TABLE inbox_entries RENAME COLUMN to_by TO to_kind;
ALTER TABLE documents RENAME COLUMN source_id TO knowledge_base_id;
ALTER TABLE documents RENAME COLUMN held_revision TO blocked_revision;
ALTER TABLE documents RENAME COLUMN held_passage_count TO blocked_passage_count;
ALTER TABLE documents RENAME COLUMN held_character_count TO blocked_character_count;
ALTER TABLE file_texts RENAME COLUMN trouble TO error_code;
ALTER TABLE memory_extractions RENAME COLUMN learnt_at TO extracted_at;
ALTER TABLE proactive_checks RENAME COLUMN dropped_for TO skip_reason;
ALTER TABLE passage_vectors RENAME COLUMN source_id TO knowledge_base_id;
ALTER TABLE passages RENAME COLUMN source_id TO knowledge_base_id;
ALTER TABLE passages RENAME COLUMN analysis TO text_analysis;
ALTER TABLE scheduled_messages RENAME COLUMN planner_kind TO scheduled_by_kind;
ALTER TABLE scheduled_messages RENAME COLUMN planner_id TO scheduled_by_id;
ALTER TABLE scheduled_messages RENAME COLUMN withheld_for TO skip_reason;
ALTER TABLE project_knowledge_bases RENAME COLUMN source_id TO knowledge_base_id;
ALTER TABLE site_pages RENAME COLUMN trouble TO error_code;
ALTER TABLE sites RENAME COLUMN source_id TO knowledge_base_id;
ALTER TABLE knowledge_bases RENAME COLUMN gate TO quality_gate;
ALTER TABLE knowledge_bases RENAME COLUMN embedding_trouble TO embedding_error_code;
ALTER TABLE spent_refresh_tokens RENAME COLUMN sign_in_id TO session_id;
ALTER TABLE teams RENAME COLUMN assignment TO auto_assignment;
ALTER TABLE teams RENAME COLUMN drop_after_seconds TO reassign_after_seconds;
ALTER TABLE term_statistics RENAME COLUMN source_id TO knowledge_base_id;
ALTER TABLE test_cases RENAME COLUMN source_id TO knowledge_base_id;
ALTER TABLE evaluation_runs RENAME COLUMN source_id TO knowledge_base_id;
ALTER TABLE tool_servers RENAME COLUMN trouble TO error_code;
ALTER TABLE unanswered_questions RENAME COLUMN source_id TO knowledge_base_id;
ALTER TABLE webhook_deliveries RENAME COLUMN trouble TO error_code;
ALTER TABLE webhooks RENAME COLUMN round TO batch;
ALTER TABLE widgets RENAME COLUMN look TO appearance;
ALTER TABLE agent_knowledge_bases RENAME CONSTRAINT agent_sources_filter_check TO agent_knowledge_bases_filter_check;
ALTER TABLE agent_knowledge_bases RENAME CONSTRAINT agent_sources_pkey TO agent_knowledge_bases_pkey;
ALTER TABLE agent_knowledge_bases RENAME CONSTRAINT agent_sources_tenant_id_agent_id_fkey TO agent_knowledge_bases_tenant_id_agent_id_fkey;
ALTER TABLE agent_knowledge_bases RENAME CONSTRAINT agent_sources_tenant_id_source_id_fkey TO agent_knowledge_bases_tenant_id_knowledge_base_id_fkey;
ALTER TABLE agent_knowledge_bases RENAME CONSTRAINT agent_sources_weight_check TO agent_knowledge_bases_weight_check;
ALTER TABLE proactive_agent_preferences RENAME CONSTRAINT agent_wishes_pkey TO proactive_agent_preferences_pkey;
ALTER TABLE proactive_agent_preferences RENAME CONSTRAINT agent_wishes_tenant_id_agent_id_fkey TO proactive_agent_preferences_tenant_id_agent_id_fkey;
ALTER TABLE proactive_agent_preferences RENAME CONSTRAINT agent_wishes_tenant_id_person_id_fkey TO proactive_agent_preferences_tenant_id_person_id_fkey;
ALTER TABLE agents RENAME CONSTRAINT agents_firsts_per_day_check TO agents_proactive_per_day_check;
ALTER TABLE agents RENAME CONSTRAINT agents_firsts_unanswered_check TO agents_proactive_unanswered_max_check;
ALTER TABLE agents RENAME CONSTRAINT agents_looks_after_minutes_check TO agents_proactive_after_minutes_check;
ALTER TABLE scheduled_jobs RENAME CONSTRAINT appointments_pkey TO scheduled_jobs_pkey;
ALTER TABLE scheduled_jobs RENAME CONSTRAINT appointments_tenant_id_fkey TO scheduled_jobs_tenant_id_fkey;
ALTER TABLE conversation_reviews RENAME CONSTRAINT conversation_readings_pkey TO conversation_reviews_pkey;
ALTER TABLE conversation_reviews RENAME CONSTRAINT conversation_readings_tenant_id_agent_id_fkey TO conversation_reviews_tenant_id_agent_id_fkey;
ALTER TABLE conversation_reviews RENAME CONSTRAINT conversation_readings_tenant_id_conversation_id_fkey TO conversation_reviews_tenant_id_conversation_id_fkey;
ALTER TABLE conversations RENAME CONSTRAINT conversations_held_by_check TO conversations_assignee_kind_check;
ALTER TABLE away_members RENAME CONSTRAINT desk_absences_pkey TO away_members_pkey;
ALTER TABLE away_members RENAME CONSTRAINT desk_absences_tenant_id_member_id_fkey TO away_members_tenant_id_member_id_fkey;
ALTER TABLE presences RENAME CONSTRAINT desk_attendances_pkey TO presences_pkey;
ALTER TABLE presences RENAME CONSTRAINT desk_attendances_tenant_id_member_id_fkey TO presences_tenant_id_member_id_fkey;
ALTER TABLE inbox_entries RENAME CONSTRAINT desk_entries_kind_check TO inbox_entries_kind_check;
ALTER TABLE inbox_entries RENAME CONSTRAINT desk_entries_pkey TO inbox_entries_pkey;
ALTER TABLE inbox_entries RENAME CONSTRAINT desk_entries_tenant_id_conversation_id_fkey TO inbox_entries_tenant_id_conversation_id_fkey;
ALTER TABLE inbox_states RENAME CONSTRAINT desk_states_check TO inbox_states_check;
ALTER TABLE inbox_states RENAME CONSTRAINT desk_states_pkey TO inbox_states_pkey;
ALTER TABLE inbox_states RENAME CONSTRAINT desk_states_priority_check TO inbox_states_priority_check;
ALTER TABLE inbox_states RENAME CONSTRAINT desk_states_state_check TO inbox_states_state_check;
ALTER TABLE inbox_states RENAME CONSTRAINT desk_states_tenant_id_conversation_id_fkey TO inbox_states_tenant_id_conversation_id_fkey;
ALTER TABLE search_dictionary_entries RENAME CONSTRAINT dictionary_entries_kind_check TO search_dictionary_entries_kind_check;
ALTER TABLE search_dictionary_entries RENAME CONSTRAINT dictionary_entries_pkey TO search_dictionary_entries_pkey;
ALTER TABLE search_dictionary_entries RENAME CONSTRAINT dictionary_entries_tenant_id_fkey TO search_dictionary_entries_tenant_id_fkey;
ALTER TABLE search_dictionary_entries RENAME CONSTRAINT dictionary_entries_words_check TO search_dictionary_entries_words_check;
ALTER TABLE documents RENAME CONSTRAINT documents_tenant_id_source_id_fkey TO documents_tenant_id_knowledge_base_id_fkey;
ALTER TABLE event_consumers RENAME CONSTRAINT event_followers_pkey TO event_consumers_pkey;
ALTER TABLE event_consumers RENAME CONSTRAINT event_followers_tenant_id_fkey TO event_consumers_tenant_id_fkey;
ALTER TABLE memories RENAME CONSTRAINT facts_check TO memories_check;
ALTER TABLE memories RENAME CONSTRAINT facts_check1 TO memories_check1;
ALTER TABLE memories RENAME CONSTRAINT facts_kind_check TO memories_kind_check;
ALTER TABLE memories RENAME CONSTRAINT facts_origin_check TO memories_origin_check;
ALTER TABLE memories RENAME CONSTRAINT facts_pkey TO memories_pkey;
ALTER TABLE memories RENAME CONSTRAINT facts_tenant_id_agent_id_fkey TO memories_tenant_id_agent_id_fkey;
ALTER TABLE memories RENAME CONSTRAINT facts_tenant_id_conversation_id_fkey TO memories_tenant_id_conversation_id_fkey;
ALTER TABLE memories RENAME CONSTRAINT facts_tenant_id_member_id_fkey TO memories_tenant_id_member_id_fkey;
ALTER TABLE memories RENAME CONSTRAINT facts_tenant_id_message_id_fkey TO memories_tenant_id_message_id_fkey;
ALTER TABLE memories RENAME CONSTRAINT facts_tenant_id_visitor_id_fkey TO memories_tenant_id_visitor_id_fkey;
ALTER TABLE proactive_preferences RENAME CONSTRAINT initiative_wishes_pkey TO proactive_preferences_pkey;
ALTER TABLE proactive_preferences RENAME CONSTRAINT initiative_wishes_quiet_from_check TO proactive_preferences_quiet_from_check;
ALTER TABLE proactive_preferences RENAME CONSTRAINT initiative_wishes_quiet_to_check TO proactive_preferences_quiet_to_check;
ALTER TABLE proactive_preferences RENAME CONSTRAINT initiative_wishes_tenant_id_fkey TO proactive_preferences_tenant_id_fkey;
ALTER TABLE memory_extractions RENAME CONSTRAINT lessons_pkey TO memory_extractions_pkey;
ALTER TABLE memory_extractions RENAME CONSTRAINT lessons_tenant_id_agent_id_fkey TO memory_extractions_tenant_id_agent_id_fkey;
ALTER TABLE memory_extractions RENAME CONSTRAINT lessons_tenant_id_conversation_id_fkey TO memory_extractions_tenant_id_conversation_id_fkey;
ALTER TABLE proactive_checks RENAME CONSTRAINT look_decisions_action_check TO proactive_checks_action_check;
ALTER TABLE proactive_checks RENAME CONSTRAINT look_decisions_pkey TO proactive_checks_pkey;
ALTER TABLE proactive_checks RENAME CONSTRAINT look_decisions_state_check TO proactive_checks_state_check;
ALTER TABLE proactive_checks RENAME CONSTRAINT look_decisions_tenant_id_agent_id_fkey TO proactive_checks_tenant_id_agent_id_fkey;
ALTER TABLE proactive_checks RENAME CONSTRAINT look_decisions_tenant_id_conversation_id_fkey TO proactive_checks_tenant_id_conversation_id_fkey;
ALTER TABLE memory_consents RENAME CONSTRAINT memory_choices_check TO memory_consents_check;
ALTER TABLE memory_consents RENAME CONSTRAINT memory_choices_pkey TO memory_consents_pkey;
ALTER TABLE memory_consents RENAME CONSTRAINT memory_choices_tenant_id_member_id_fkey TO memory_consents_tenant_id_member_id_fkey;
ALTER TABLE memory_consents RENAME CONSTRAINT memory_choices_tenant_id_visitor_id_fkey TO memory_consents_tenant_id_visitor_id_fkey;
ALTER TABLE passage_vectors RENAME CONSTRAINT passage_vectors_tenant_id_source_id_fkey TO passage_vectors_tenant_id_knowledge_base_id_fkey;
ALTER TABLE scheduled_messages RENAME CONSTRAINT planned_messages_pkey TO scheduled_messages_pkey;
ALTER TABLE scheduled_messages RENAME CONSTRAINT planned_messages_state_check TO scheduled_messages_state_check;
ALTER TABLE scheduled_messages RENAME CONSTRAINT planned_messages_tenant_id_agent_id_fkey TO scheduled_messages_tenant_id_agent_id_fkey;
ALTER TABLE scheduled_messages RENAME CONSTRAINT planned_messages_tenant_id_conversation_id_fkey TO scheduled_messages_tenant_id_conversation_id_fkey;
ALTER TABLE project_knowledge_bases RENAME CONSTRAINT project_sources_pkey TO project_knowledge_bases_pkey;
ALTER TABLE project_knowledge_bases RENAME CONSTRAINT project_sources_tenant_id_project_id_fkey TO project_knowledge_bases_tenant_id_project_id_fkey;
ALTER TABLE project_knowledge_bases RENAME CONSTRAINT project_sources_tenant_id_source_id_fkey TO project_knowledge_bases_tenant_id_knowledge_base_id_fkey;
ALTER TABLE csat_settings RENAME CONSTRAINT rating_settings_change_minutes_check TO csat_settings_change_minutes_check;
ALTER TABLE csat_settings RENAME CONSTRAINT rating_settings_delay_minutes_check TO csat_settings_delay_minutes_check;
ALTER TABLE csat_settings RENAME CONSTRAINT rating_settings_pkey TO csat_settings_pkey;
ALTER TABLE csat_settings RENAME CONSTRAINT rating_settings_tenant_id_fkey TO csat_settings_tenant_id_fkey;
ALTER TABLE csat_ratings RENAME CONSTRAINT ratings_check TO csat_ratings_check;
ALTER TABLE csat_ratings RENAME CONSTRAINT ratings_pkey TO csat_ratings_pkey;
ALTER TABLE csat_ratings RENAME CONSTRAINT ratings_score_check TO csat_ratings_score_check;
ALTER TABLE csat_ratings RENAME CONSTRAINT ratings_tenant_id_conversation_id_fkey TO csat_ratings_tenant_id_conversation_id_fkey;
ALTER TABLE sessions RENAME CONSTRAINT sign_ins_access_hash_key TO sessions_access_hash_key;
ALTER TABLE sessions RENAME CONSTRAINT sign_ins_pkey TO sessions_pkey;
ALTER TABLE sessions RENAME CONSTRAINT sign_ins_refresh_hash_key TO sessions_refresh_hash_key;
ALTER TABLE sessions RENAME CONSTRAINT sign_ins_tenant_id_fkey TO sessions_tenant_id_fkey;
ALTER TABLE sessions RENAME CONSTRAINT sign_ins_tenant_id_member_id_fkey TO sessions_tenant_id_member_id_fkey;
ALTER TABLE sites RENAME CONSTRAINT sites_tenant_id_source_id_address_key TO sites_tenant_id_knowledge_base_id_address_key;
ALTER TABLE sites RENAME CONSTRAINT sites_tenant_id_source_id_fkey TO sites_tenant_id_knowledge_base_id_fkey;
ALTER TABLE sla_timers RENAME CONSTRAINT sla_clocks_kind_check TO sla_timers_kind_check;
ALTER TABLE sla_timers RENAME CONSTRAINT sla_clocks_pkey TO sla_timers_pkey;
ALTER TABLE sla_timers RENAME CONSTRAINT sla_clocks_tenant_id_conversation_id_fkey TO sla_timers_tenant_id_conversation_id_fkey;
ALTER TABLE sla_timers RENAME CONSTRAINT sla_clocks_tenant_id_team_id_fkey TO sla_timers_tenant_id_team_id_fkey;
ALTER TABLE knowledge_bases RENAME CONSTRAINT sources_embedding_trouble_check TO knowledge_bases_embedding_error_code_check;
ALTER TABLE knowledge_bases RENAME CONSTRAINT sources_gate_check TO knowledge_bases_quality_gate_check;
ALTER TABLE knowledge_bases RENAME CONSTRAINT sources_pkey TO knowledge_bases_pkey;
ALTER TABLE knowledge_bases RENAME CONSTRAINT sources_tenant_id_fkey TO knowledge_bases_tenant_id_fkey;
ALTER TABLE spent_refresh_tokens RENAME CONSTRAINT spent_refresh_tokens_tenant_id_sign_in_id_fkey TO spent_refresh_tokens_tenant_id_session_id_fkey;
ALTER TABLE teams RENAME CONSTRAINT teams_assignment_check TO teams_auto_assignment_check;
ALTER TABLE teams RENAME CONSTRAINT teams_drop_after_seconds_check TO teams_reassign_after_seconds_check;
ALTER TABLE term_statistics RENAME CONSTRAINT term_statistics_tenant_id_source_id_fkey TO term_statistics_tenant_id_knowledge_base_id_fkey;
ALTER TABLE test_cases RENAME CONSTRAINT test_questions_pkey TO test_cases_pkey;
ALTER TABLE test_cases RENAME CONSTRAINT test_questions_tenant_id_source_id_fkey TO test_cases_tenant_id_knowledge_base_id_fkey;
ALTER TABLE evaluation_runs RENAME CONSTRAINT test_runs_cause_check TO evaluation_runs_cause_check;
ALTER TABLE evaluation_runs RENAME CONSTRAINT test_runs_pkey TO evaluation_runs_pkey;
ALTER TABLE evaluation_runs RENAME CONSTRAINT test_runs_tenant_id_source_id_fkey TO evaluation_runs_tenant_id_knowledge_base_id_fkey;
ALTER TABLE evaluation_runs RENAME CONSTRAINT test_runs_verdict_check TO evaluation_runs_verdict_check;
ALTER TABLE unanswered_questions RENAME CONSTRAINT unanswered_questions_tenant_id_source_id_fkey TO unanswered_questions_tenant_id_knowledge_base_id_fkey;
ALTER TABLE visitor_sessions RENAME CONSTRAINT widget_passes_pkey TO visitor_sessions_pkey;
ALTER TABLE visitor_sessions RENAME CONSTRAINT widget_passes_tenant_id_fkey TO visitor_sessions_tenant_id_fkey;
ALTER TABLE visitor_sessions RENAME CONSTRAINT widget_passes_tenant_id_visitor_id_fkey TO visitor_sessions_tenant_id_visitor_id_fkey;
ALTER TABLE visitor_sessions RENAME CONSTRAINT widget_passes_tenant_id_widget_id_fkey TO visitor_sessions_tenant_id_widget_id_fkey;
ALTER TABLE visitor_sessions RENAME CONSTRAINT widget_passes_token_hash_key TO visitor_sessions_token_hash_key;
ALTER TABLE widgets RENAME CONSTRAINT widgets_look_check TO widgets_appearance_check;
ALTER INDEX agent_sources_source RENAME TO agent_knowledge_bases_knowledge_base;
ALTER INDEX agent_wishes_agent RENAME TO proactive_agent_preferences_agent;
ALTER INDEX appointments_due RENAME TO scheduled_jobs_due;
ALTER INDEX appointments_taken RENAME TO scheduled_jobs_taken;
ALTER INDEX conversations_desk RENAME TO conversations_inbox;
ALTER INDEX conversations_held RENAME TO conversations_assignee;
ALTER INDEX desk_entries_conversation RENAME TO inbox_entries_conversation;
ALTER INDEX desk_entries_draft RENAME TO inbox_entries_draft;
ALTER INDEX desk_states_state RENAME TO inbox_states_state;
ALTER INDEX documents_held RENAME TO documents_blocked;
ALTER INDEX documents_source RENAME TO documents_knowledge_base;
ALTER INDEX facts_conversation RENAME TO memories_conversation;
ALTER INDEX facts_known RENAME TO memories_known;
ALTER INDEX facts_message RENAME TO memories_message;
ALTER INDEX facts_person RENAME TO memories_person;
ALTER INDEX look_decisions_conversation RENAME TO proactive_checks_conversation;
ALTER INDEX look_decisions_made RENAME TO proactive_checks_made;
ALTER INDEX look_decisions_sent RENAME TO proactive_checks_sent;
ALTER INDEX planned_messages_conversation RENAME TO scheduled_messages_conversation;
ALTER INDEX project_sources_source RENAME TO project_knowledge_bases_knowledge_base;
ALTER INDEX ratings_owner RENAME TO csat_ratings_owner;
ALTER INDEX ratings_rated RENAME TO csat_ratings_rated;
ALTER INDEX ratings_resolution RENAME TO csat_ratings_resolution;
ALTER INDEX sign_ins_member RENAME TO sessions_member;
ALTER INDEX sla_clocks_conversation RENAME TO sla_timers_conversation;
ALTER INDEX sla_clocks_running RENAME TO sla_timers_running;
ALTER INDEX sla_clocks_team RENAME TO sla_timers_team;
ALTER INDEX spent_refresh_tokens_sign_in RENAME TO spent_refresh_tokens_session;
ALTER INDEX test_questions_source RENAME TO test_cases_knowledge_base;
ALTER INDEX test_runs_source RENAME TO evaluation_runs_knowledge_base;
ALTER INDEX unanswered_questions_source RENAME TO unanswered_questions_knowledge_base;
ALTER INDEX widget_passes_visitor RENAME TO visitor_sessions_visitor;
ALTER INDEX widget_passes_widget RENAME TO visitor_sessions_widget;

DROP FUNCTION search_passages(tenant uuid, source_ids uuid[], placed_terms integer[], passages_max integer, wanted jsonpath, placed_groups integer[], group_size integer);
CREATE OR REPLACE FUNCTION public.note_stale_conversation()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  changed record := CASE WHEN TG_OP = 'INSERT' THEN NEW ELSE OLD END;
BEGIN
  PERFORM note_stale_report(changed.tenant_id, ARRAY[changed.id]);
  -- What was said in it counts for its agent, and only at the desk.
  IF TG_OP = 'UPDATE' AND (OLD.in_inbox, OLD.agent_id) IS DISTINCT FROM (NEW.in_inbox, NEW.agent_id) THEN
    PERFORM note_stale_report(OLD.tenant_id, ARRAY(SELECT m.id FROM messages m
      WHERE m.tenant_id = OLD.tenant_id AND m.conversation_id = OLD.id));
  END IF;
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.search_passages(tenant uuid, knowledge_base_ids uuid[], placed_terms integer[], passages_max integer, wanted jsonpath DEFAULT NULL::jsonpath, placed_groups integer[] DEFAULT '{}'::integer[], group_size integer DEFAULT 2)
 RETURNS TABLE(passage_id uuid, passage_terms integer, passage_profile bytea)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET enable_seqscan TO 'off'
AS $function$
DECLARE
  has_some text := 'p.terms && $1';
BEGIN
  IF tenant IS NULL OR tenant IS DISTINCT FROM public.current_tenant() THEN
    RAISE EXCEPTION 'Passages are searched in the tenant that was entered and in no other.'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  -- Written out, one after the other: the index is used for each of these and for no array of arrays.
  FOR at IN 1..cardinality(placed_groups) / group_size LOOP
    has_some := format('%s OR p.terms @> %L::integer[]', has_some, placed_groups[(at - 1) * group_size + 1 : at * group_size]);
  END LOOP;
  RETURN QUERY EXECUTE format($statement$
  SELECT p.id, p.term_count, p.profile
  FROM public.passages p
  WHERE (%s)
    -- Written so that no other index fits: the terms have chosen these rows already, but for what shares a number.
    AND p.tenant_id IS NOT DISTINCT FROM $2
    AND p.knowledge_base_id = ANY ($3)
    AND NOT p.is_disabled
    AND p.revision = (
      SELECT public.searched_revision(d.live_revision, d.blocked_revision) FROM public.documents d
      WHERE d.tenant_id = $2 AND d.id = p.document_id
        AND ($4 IS NULL OR jsonb_path_match(d.metadata, $4, jsonb_build_object('knowledge_base', p.knowledge_base_id), true))
    )
  LIMIT $5
  $statement$, has_some) USING placed_terms, tenant, knowledge_base_ids, wanted, passages_max;
END $function$;
REVOKE ALL ON FUNCTION search_passages FROM PUBLIC;
GRANT EXECUTE ON FUNCTION search_passages TO parley_app;
GRANT CREATE ON SCHEMA public TO parley_search;
ALTER FUNCTION search_passages OWNER TO parley_search;
REVOKE CREATE ON SCHEMA public FROM parley_search;
CREATE OR REPLACE FUNCTION public.searched_revision(live integer, held integer)
 RETURNS integer
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ SELECT CASE WHEN held IS NOT NULL AND current_setting('parley.sees_blocked', true) = 'on' THEN held ELSE live END $function$;

ALTER TABLE events NO FORCE ROW LEVEL SECURITY;
ALTER TABLE webhooks NO FORCE ROW LEVEL SECURITY;
ALTER TABLE webhook_deliveries NO FORCE ROW LEVEL SECURITY;
ALTER TABLE jobs NO FORCE ROW LEVEL SECURITY;
ALTER TABLE scheduled_jobs NO FORCE ROW LEVEL SECURITY;
ALTER TABLE documents NO FORCE ROW LEVEL SECURITY;
ALTER TABLE messages NO FORCE ROW LEVEL SECURITY;
ALTER TABLE messages DISABLE TRIGGER USER;
ALTER TABLE completions NO FORCE ROW LEVEL SECURITY;
ALTER TABLE completions DISABLE TRIGGER USER;
ALTER TABLE usage_hours NO FORCE ROW LEVEL SECURITY;
ALTER TABLE socket_tickets NO FORCE ROW LEVEL SECURITY;
ALTER TABLE api_keys NO FORCE ROW LEVEL SECURITY;
ALTER TABLE inbox_entries NO FORCE ROW LEVEL SECURITY;
ALTER TABLE inbox_entries DISABLE TRIGGER USER;
ALTER TABLE inbox_states NO FORCE ROW LEVEL SECURITY;
ALTER TABLE inbox_states DISABLE TRIGGER USER;
ALTER TABLE evaluation_runs NO FORCE ROW LEVEL SECURITY;
ALTER TABLE agents NO FORCE ROW LEVEL SECURITY;
ALTER TABLE agent_versions NO FORCE ROW LEVEL SECURITY;
ALTER TABLE tool_steps NO FORCE ROW LEVEL SECURITY;
ALTER TABLE proactive_checks NO FORCE ROW LEVEL SECURITY;
ALTER TABLE scheduled_messages NO FORCE ROW LEVEL SECURITY;
ALTER TABLE agent_drafts NO FORCE ROW LEVEL SECURITY;
ALTER TABLE replies NO FORCE ROW LEVEL SECURITY;
ALTER TABLE replies DISABLE TRIGGER USER;
-- The same JSON with other names of its keys, however deep they stand.
CREATE OR REPLACE FUNCTION pg_temp.with_keys(value jsonb, names jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE jsonb_typeof(value)
    WHEN 'object' THEN (SELECT coalesce(jsonb_object_agg(coalesce(names ->> key, key), pg_temp.with_keys(v, names)), '{}') FROM jsonb_each(value) e(key, v))
    WHEN 'array' THEN (SELECT coalesce(jsonb_agg(pg_temp.with_keys(v, names) ORDER BY n), '[]') FROM jsonb_array_elements(value) WITH ORDINALITY a(v, n))
    ELSE value
  END
$$;
UPDATE events SET type = CASE type WHEN 'source.created' THEN 'knowledge-base.created' WHEN 'source.changed' THEN 'knowledge-base.changed' WHEN 'source.deleted' THEN 'knowledge-base.deleted' WHEN 'source.embedded' THEN 'knowledge-base.embedded' WHEN 'dictionary.changed' THEN 'search-dictionary.changed' WHEN 'desk.changed' THEN 'inbox.changed' WHEN 'desk.presence-set' THEN 'inbox.presence-set' WHEN 'rating.wished' THEN 'csat-rating.requested' WHEN 'rating.given' THEN 'csat-rating.given' WHEN 'rating-settings.changed' THEN 'csat-settings.changed' WHEN 'sign-in.started' THEN 'session.started' WHEN 'sign-in.refused' THEN 'session.refused' WHEN 'sign-in.ended' THEN 'session.ended' WHEN 'initiative.wishes-set' THEN 'proactive-preferences.set' WHEN 'planned-message.changed' THEN 'scheduled-message.changed' WHEN 'agent.initiative-set' THEN 'agent.proactive-messages-set' WHEN 'test-run.ended' THEN 'evaluation-run.ended' WHEN 'test-run.judged' THEN 'evaluation-run.judged' END WHERE type IN ('source.created', 'source.changed', 'source.deleted', 'source.embedded', 'dictionary.changed', 'desk.changed', 'desk.presence-set', 'rating.wished', 'rating.given', 'rating-settings.changed', 'sign-in.started', 'sign-in.refused', 'sign-in.ended', 'initiative.wishes-set', 'planned-message.changed', 'agent.initiative-set', 'test-run.ended', 'test-run.judged');
UPDATE webhooks SET event_types = (SELECT array_agg(CASE x WHEN 'source.created' THEN 'knowledge-base.created' WHEN 'source.changed' THEN 'knowledge-base.changed' WHEN 'source.deleted' THEN 'knowledge-base.deleted' WHEN 'source.embedded' THEN 'knowledge-base.embedded' WHEN 'dictionary.changed' THEN 'search-dictionary.changed' WHEN 'test-run.ended' THEN 'evaluation-run.ended' ELSE x END ORDER BY n) FROM unnest(event_types) WITH ORDINALITY u(x, n)) WHERE event_types && ARRAY['source.created', 'source.changed', 'source.deleted', 'source.embedded', 'dictionary.changed', 'test-run.ended'];
UPDATE webhook_deliveries SET event_type = CASE event_type WHEN 'source.created' THEN 'knowledge-base.created' WHEN 'source.changed' THEN 'knowledge-base.changed' WHEN 'source.deleted' THEN 'knowledge-base.deleted' WHEN 'source.embedded' THEN 'knowledge-base.embedded' WHEN 'dictionary.changed' THEN 'search-dictionary.changed' WHEN 'test-run.ended' THEN 'evaluation-run.ended' END WHERE event_type IN ('source.created', 'source.changed', 'source.deleted', 'source.embedded', 'dictionary.changed', 'test-run.ended');
UPDATE jobs SET name = CASE name WHEN 'source.reindex' THEN 'knowledge-base.reindex' WHEN 'source.reanalyse' THEN 'knowledge-base.reanalyse' WHEN 'source.reread' THEN 'knowledge-base.reread' WHEN 'source.embed' THEN 'knowledge-base.embed' WHEN 'source.changed' THEN 'knowledge-base.changed' WHEN 'desk.moved' THEN 'inbox.activity' WHEN 'desk.resolved' THEN 'inbox.conversation-resolved' WHEN 'desk.staffing-changed' THEN 'inbox.staffing-changed' WHEN 'desk.sum-up' THEN 'inbox.sum-up' WHEN 'desk.wake' THEN 'inbox.wake' WHEN 'sla.ring' THEN 'sla.fire-timers' WHEN 'member.drop' THEN 'member.reassign' WHEN 'rating.ask' THEN 'csat-rating.ask' WHEN 'conversation.look' THEN 'proactive-check.run' WHEN 'planned-message.say' THEN 'scheduled-message.send' WHEN 'initiative.survey' THEN 'proactive-check.scan' WHEN 'test-run.do' THEN 'evaluation-run.do' WHEN 'facts.learn' THEN 'memory.extract' WHEN 'conversation.read-for-agent' THEN 'conversation.review' WHEN 'tenant.furnish' THEN 'tenant.create-starting-content' END WHERE name IN ('source.reindex', 'source.reanalyse', 'source.reread', 'source.embed', 'source.changed', 'desk.moved', 'desk.resolved', 'desk.staffing-changed', 'desk.sum-up', 'desk.wake', 'sla.ring', 'member.drop', 'rating.ask', 'conversation.look', 'planned-message.say', 'initiative.survey', 'test-run.do', 'facts.learn', 'conversation.read-for-agent', 'tenant.furnish');
UPDATE scheduled_jobs SET job_name = CASE job_name WHEN 'source.reindex' THEN 'knowledge-base.reindex' WHEN 'source.reanalyse' THEN 'knowledge-base.reanalyse' WHEN 'source.reread' THEN 'knowledge-base.reread' WHEN 'source.embed' THEN 'knowledge-base.embed' WHEN 'source.changed' THEN 'knowledge-base.changed' WHEN 'desk.moved' THEN 'inbox.activity' WHEN 'desk.resolved' THEN 'inbox.conversation-resolved' WHEN 'desk.staffing-changed' THEN 'inbox.staffing-changed' WHEN 'desk.sum-up' THEN 'inbox.sum-up' WHEN 'desk.wake' THEN 'inbox.wake' WHEN 'sla.ring' THEN 'sla.fire-timers' WHEN 'member.drop' THEN 'member.reassign' WHEN 'rating.ask' THEN 'csat-rating.ask' WHEN 'conversation.look' THEN 'proactive-check.run' WHEN 'planned-message.say' THEN 'scheduled-message.send' WHEN 'initiative.survey' THEN 'proactive-check.scan' WHEN 'test-run.do' THEN 'evaluation-run.do' WHEN 'facts.learn' THEN 'memory.extract' WHEN 'conversation.read-for-agent' THEN 'conversation.review' WHEN 'tenant.furnish' THEN 'tenant.create-starting-content' END WHERE job_name IN ('source.reindex', 'source.reanalyse', 'source.reread', 'source.embed', 'source.changed', 'desk.moved', 'desk.resolved', 'desk.staffing-changed', 'desk.sum-up', 'desk.wake', 'sla.ring', 'member.drop', 'rating.ask', 'conversation.look', 'planned-message.say', 'initiative.survey', 'test-run.do', 'facts.learn', 'conversation.read-for-agent', 'tenant.furnish');
ALTER TABLE documents DROP CONSTRAINT documents_kind_check;
UPDATE documents SET kind = CASE kind WHEN 'pair' THEN 'faq-entry' END WHERE kind IN ('pair');
ALTER TABLE documents ADD CONSTRAINT documents_kind_check CHECK ((kind = ANY (ARRAY['document'::text, 'faq-entry'::text, 'page'::text])));
UPDATE documents SET failure_reason = CASE failure_reason WHEN 'no-room' THEN 'no-space' END WHERE failure_reason IN ('no-room');
ALTER TABLE messages DROP CONSTRAINT messages_origin_check;
UPDATE messages SET origin = CASE origin WHEN 'initiative' THEN 'proactive' WHEN 'planned' THEN 'scheduled' END WHERE origin IN ('initiative', 'planned');
ALTER TABLE messages ADD CONSTRAINT messages_origin_check CHECK ((origin = ANY (ARRAY['turn'::text, 'proactive'::text, 'scheduled'::text])));
UPDATE completions SET purpose = CASE purpose WHEN 'initiative' THEN 'proactive-check' WHEN 'facts' THEN 'memory' END WHERE purpose IN ('initiative', 'facts');
UPDATE usage_hours SET purpose = CASE purpose WHEN 'initiative' THEN 'proactive-check' WHEN 'facts' THEN 'memory' END WHERE purpose IN ('initiative', 'facts');
ALTER TABLE socket_tickets DROP CONSTRAINT socket_tickets_credential_kind_check;
UPDATE socket_tickets SET credential_kind = CASE credential_kind WHEN 'sign-in' THEN 'session' WHEN 'pass' THEN 'visitor-session' END WHERE credential_kind IN ('sign-in', 'pass');
ALTER TABLE socket_tickets ADD CONSTRAINT socket_tickets_credential_kind_check CHECK ((credential_kind = ANY (ARRAY['session'::text, 'api-key'::text, 'visitor'::text, 'visitor-session'::text])));
UPDATE api_keys SET scopes = (SELECT array_agg(CASE x WHEN 'desk:read' THEN 'inbox:read' WHEN 'desk:write' THEN 'inbox:write' WHEN 'desk:manage' THEN 'inbox:manage' WHEN 'conversation:read-desk' THEN 'conversation:read-inbox' ELSE x END ORDER BY n) FROM unnest(scopes) WITH ORDINALITY u(x, n)) WHERE scopes && ARRAY['desk:read', 'desk:write', 'desk:manage', 'conversation:read-desk'];
UPDATE inbox_entries SET why = CASE why WHEN 'dropped' THEN 'reassigned' END WHERE why IN ('dropped');
UPDATE inbox_states SET asked_why = CASE asked_why WHEN 'dropped' THEN 'reassigned' END WHERE asked_why IN ('dropped');
ALTER TABLE evaluation_runs DROP CONSTRAINT evaluation_runs_verdict_check;
UPDATE evaluation_runs SET verdict = CASE verdict WHEN 'held' THEN 'blocked' END WHERE verdict IN ('held');
ALTER TABLE evaluation_runs ADD CONSTRAINT evaluation_runs_verdict_check CHECK ((verdict = ANY (ARRAY['running'::text, 'failed'::text, 'overtaken'::text, 'first'::text, 'passed'::text, 'worse'::text, 'blocked'::text, 'accepted'::text, 'rejected'::text])));
ALTER TABLE agents DROP CONSTRAINT agents_unsupported_claims_check;
UPDATE agents SET unsupported_claims = CASE unsupported_claims WHEN 'hand-over' THEN 'handoff' END WHERE unsupported_claims IN ('hand-over');
ALTER TABLE agents ADD CONSTRAINT agents_unsupported_claims_check CHECK ((unsupported_claims = ANY (ARRAY['show'::text, 'flag'::text, 'withhold'::text, 'handoff'::text])));
UPDATE agent_versions SET changed = (SELECT array_agg(CASE x WHEN 'sourceIds' THEN 'knowledgeBaseIds' WHEN 'sourceWeights' THEN 'knowledgeBaseWeights' WHEN 'sourceFilters' THEN 'knowledgeBaseFilters' WHEN 'colleagueIds' THEN 'transferTargetIds' ELSE x END ORDER BY n) FROM unnest(changed) WITH ORDINALITY u(x, n)) WHERE changed && ARRAY['sourceIds', 'sourceWeights', 'sourceFilters', 'colleagueIds'];
UPDATE tool_steps SET name = CASE name WHEN 'hand_over_to_agent' THEN 'transfer_to_agent' WHEN 'hand_over_to_person' THEN 'hand_off_to_person' END WHERE name IN ('hand_over_to_agent', 'hand_over_to_person');
UPDATE proactive_checks SET skip_reason = CASE skip_reason WHEN 'no-room' THEN 'no-quota' END WHERE skip_reason IN ('no-room');
UPDATE scheduled_messages SET skip_reason = CASE skip_reason WHEN 'no-room' THEN 'no-quota' END WHERE skip_reason IN ('no-room');
UPDATE events SET payload = pg_temp.with_keys(payload, '{"sourceId":"knowledgeBaseId","signInId":"sessionId","plannedMessageId":"scheduledMessageId","testRunId":"evaluationRunId","desk":"inInbox","heldBy":"assigneeKind"}') WHERE (payload::text LIKE '%"sourceId"%' OR payload::text LIKE '%"signInId"%' OR payload::text LIKE '%"plannedMessageId"%' OR payload::text LIKE '%"testRunId"%' OR payload::text LIKE '%"desk"%' OR payload::text LIKE '%"heldBy"%');
UPDATE events SET payload = pg_temp.with_keys(payload, '{"step":"threshold"}') WHERE (payload::text LIKE '%"step"%') AND type = 'budget.crossed';
UPDATE jobs SET input = pg_temp.with_keys(input, '{"sourceId":"knowledgeBaseId","signInId":"sessionId","plannedMessageId":"scheduledMessageId","testRunId":"evaluationRunId"}') WHERE (input::text LIKE '%"sourceId"%' OR input::text LIKE '%"signInId"%' OR input::text LIKE '%"plannedMessageId"%' OR input::text LIKE '%"testRunId"%');
UPDATE scheduled_jobs SET input = pg_temp.with_keys(input, '{"sourceId":"knowledgeBaseId","signInId":"sessionId","plannedMessageId":"scheduledMessageId","testRunId":"evaluationRunId"}') WHERE (input::text LIKE '%"sourceId"%' OR input::text LIKE '%"signInId"%' OR input::text LIKE '%"plannedMessageId"%' OR input::text LIKE '%"testRunId"%');
UPDATE jobs SET input = pg_temp.with_keys(input, '{"round":"batch"}') WHERE (input::text LIKE '%"round"%') AND name = 'webhook.deliver';
UPDATE scheduled_jobs SET input = pg_temp.with_keys(input, '{"round":"batch"}') WHERE (input::text LIKE '%"round"%') AND job_name = 'webhook.deliver';
UPDATE agent_versions SET content = pg_temp.with_keys(content, '{"sourceIds":"knowledgeBaseIds","sourceWeights":"knowledgeBaseWeights","sourceFilters":"knowledgeBaseFilters","colleagueIds":"transferTargetIds","sourceId":"knowledgeBaseId"}') WHERE (content::text LIKE '%"sourceIds"%' OR content::text LIKE '%"sourceWeights"%' OR content::text LIKE '%"sourceFilters"%' OR content::text LIKE '%"colleagueIds"%' OR content::text LIKE '%"sourceId"%');
UPDATE agent_drafts SET changes = pg_temp.with_keys(changes, '{"sourceIds":"knowledgeBaseIds","sourceWeights":"knowledgeBaseWeights","sourceFilters":"knowledgeBaseFilters","colleagueIds":"transferTargetIds","sourceId":"knowledgeBaseId"}') WHERE (changes::text LIKE '%"sourceIds"%' OR changes::text LIKE '%"sourceWeights"%' OR changes::text LIKE '%"sourceFilters"%' OR changes::text LIKE '%"colleagueIds"%' OR changes::text LIKE '%"sourceId"%');
UPDATE replies SET searched = pg_temp.with_keys(searched, '{"sourceIds":"knowledgeBaseIds"}') WHERE (searched::text LIKE '%"sourceIds"%');
UPDATE evaluation_runs SET results = pg_temp.with_keys(results, '{"testQuestionId":"testCaseId"}') WHERE (results::text LIKE '%"testQuestionId"%');
-- A part of a message with the other words for its keys, and for our own tools.
CREATE OR REPLACE FUNCTION pg_temp.with_words(part jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN part ->> 'type' = 'file-read' THEN pg_temp.with_keys(part, '{"trouble": "errorCode"}')
    WHEN part ->> 'type' = 'remembered' THEN pg_temp.with_keys(part, '{"factIds": "memoryIds"}')
    WHEN part ->> 'type' = 'withheld' THEN pg_temp.with_keys(part, '{"isHandedOver": "isHandedOff"}')
    WHEN part ->> 'type' = 'limited' THEN pg_temp.with_keys(part, '{"step": "threshold"}')
    WHEN part ->> 'type' IN ('tool-call', 'tool-result') AND part ->> 'name' = 'hand_over_to_agent' THEN jsonb_set(part, '{name}', '"transfer_to_agent"')
    WHEN part ->> 'type' IN ('tool-call', 'tool-result') AND part ->> 'name' = 'hand_over_to_person' THEN jsonb_set(part, '{name}', '"hand_off_to_person"')
    ELSE part
  END
$$;
UPDATE messages SET parts = (SELECT jsonb_agg(pg_temp.with_words(part) ORDER BY n) FROM jsonb_array_elements(parts) WITH ORDINALITY u(part, n))
  WHERE parts @? '$[*] ? (@.type == "file-read" || @.type == "remembered" || @.type == "withheld" || @.type == "limited" || @.name == "hand_over_to_agent" || @.name == "hand_over_to_person")';
DELETE FROM idempotency_keys;
UPDATE events SET payload = jsonb_set(payload, '{name}', to_jsonb(CASE payload ->> 'name' WHEN 'source.reindex' THEN 'knowledge-base.reindex' WHEN 'source.reanalyse' THEN 'knowledge-base.reanalyse' WHEN 'source.reread' THEN 'knowledge-base.reread' WHEN 'source.embed' THEN 'knowledge-base.embed' WHEN 'source.changed' THEN 'knowledge-base.changed' WHEN 'desk.moved' THEN 'inbox.activity' WHEN 'desk.resolved' THEN 'inbox.conversation-resolved' WHEN 'desk.staffing-changed' THEN 'inbox.staffing-changed' WHEN 'desk.sum-up' THEN 'inbox.sum-up' WHEN 'desk.wake' THEN 'inbox.wake' WHEN 'sla.ring' THEN 'sla.fire-timers' WHEN 'member.drop' THEN 'member.reassign' WHEN 'rating.ask' THEN 'csat-rating.ask' WHEN 'conversation.look' THEN 'proactive-check.run' WHEN 'planned-message.say' THEN 'scheduled-message.send' WHEN 'initiative.survey' THEN 'proactive-check.scan' WHEN 'test-run.do' THEN 'evaluation-run.do' WHEN 'facts.learn' THEN 'memory.extract' WHEN 'conversation.read-for-agent' THEN 'conversation.review' WHEN 'tenant.furnish' THEN 'tenant.create-starting-content' END))
  WHERE type LIKE 'job.%' AND payload ->> 'name' IN ('source.reindex', 'source.reanalyse', 'source.reread', 'source.embed', 'source.changed', 'desk.moved', 'desk.resolved', 'desk.staffing-changed', 'desk.sum-up', 'desk.wake', 'sla.ring', 'member.drop', 'rating.ask', 'conversation.look', 'planned-message.say', 'initiative.survey', 'test-run.do', 'facts.learn', 'conversation.read-for-agent', 'tenant.furnish');
UPDATE events SET payload = jsonb_set(payload, '{verdict}', '"blocked"') WHERE type = 'evaluation-run.ended' AND payload ->> 'verdict' = 'held';
UPDATE agent_versions SET content = jsonb_set(content, '{unsupportedClaims}', '"handoff"') WHERE content ->> 'unsupportedClaims' = 'hand-over';
UPDATE agent_drafts SET changes = jsonb_set(changes, '{unsupportedClaims}', '"handoff"') WHERE changes ->> 'unsupportedClaims' = 'hand-over';
ALTER TABLE events FORCE ROW LEVEL SECURITY;
ALTER TABLE webhooks FORCE ROW LEVEL SECURITY;
ALTER TABLE webhook_deliveries FORCE ROW LEVEL SECURITY;
ALTER TABLE jobs FORCE ROW LEVEL SECURITY;
ALTER TABLE scheduled_jobs FORCE ROW LEVEL SECURITY;
ALTER TABLE documents FORCE ROW LEVEL SECURITY;
ALTER TABLE messages FORCE ROW LEVEL SECURITY;
ALTER TABLE messages ENABLE TRIGGER USER;
ALTER TABLE completions FORCE ROW LEVEL SECURITY;
ALTER TABLE completions ENABLE TRIGGER USER;
ALTER TABLE usage_hours FORCE ROW LEVEL SECURITY;
ALTER TABLE socket_tickets FORCE ROW LEVEL SECURITY;
ALTER TABLE api_keys FORCE ROW LEVEL SECURITY;
ALTER TABLE inbox_entries FORCE ROW LEVEL SECURITY;
ALTER TABLE inbox_entries ENABLE TRIGGER USER;
ALTER TABLE inbox_states FORCE ROW LEVEL SECURITY;
ALTER TABLE inbox_states ENABLE TRIGGER USER;
ALTER TABLE evaluation_runs FORCE ROW LEVEL SECURITY;
ALTER TABLE agents FORCE ROW LEVEL SECURITY;
ALTER TABLE agent_versions FORCE ROW LEVEL SECURITY;
ALTER TABLE tool_steps FORCE ROW LEVEL SECURITY;
ALTER TABLE proactive_checks FORCE ROW LEVEL SECURITY;
ALTER TABLE scheduled_messages FORCE ROW LEVEL SECURITY;
ALTER TABLE agent_drafts FORCE ROW LEVEL SECURITY;
ALTER TABLE replies FORCE ROW LEVEL SECURITY;
ALTER TABLE replies ENABLE TRIGGER USER;

COMMENT ON COLUMN agent_drafts.changes IS E'Changed fields of the agent’s configuration, as the contract has them.\n智能体配置中改动的字段，格式与 API 约定一致。';
COMMENT ON TABLE agent_knowledge_bases IS E'Which knowledge bases an agent looks answers up in.\n智能体在哪些知识库中查找答案。';
COMMENT ON COLUMN agent_knowledge_bases.weight IS E'What the scores of its passages are multiplied by.\n该知识库的段落得分所乘的系数。';
COMMENT ON COLUMN agent_versions.content IS E'The configuration as the contract has it; fields that came later are missing in older ones.\n该版本的完整配置；较早的版本没有后来新增的字段。';
COMMENT ON TABLE proactive_agent_preferences IS E'What a person wants of one agent, where it differs from what they want of all.\n某人对单个智能体的偏好，与其对全部智能体的偏好不同时才记录。';
COMMENT ON COLUMN agents.adapts_every IS E'Messages of a conversation between two reviews.\n会话中每隔多少条消息复盘一次。';
COMMENT ON COLUMN agents.transfer_target_ids IS E'The agents that it may transfer a conversation to, wherever it answers. One that was deleted is skipped.\n可以把会话转交给哪些智能体；已删除的会被跳过。';
COMMENT ON COLUMN agents.remembers IS E'Whether it keeps memories of the people it talks with.\n是否记住与之交谈的人。';
COMMENT ON TABLE scheduled_jobs IS E'Jobs that are to be stored at a given time, at most one of a kind for each subject. A few at a time become jobs.\n到某一时刻要创建的任务，每类任务对每个对象至多一条。每次只转换少量。';
COMMENT ON TABLE canned_replies IS E'Texts that the inbox answers with again and again.\n客服反复使用的快捷回复。';
COMMENT ON TABLE conversation_reviews IS E'How far conversations were reviewed for what they teach an agent.\n为智能体学习而复盘到会话的哪一处。';
COMMENT ON COLUMN conversations.assignee_kind IS E'Who the conversation is assigned to: its agent, the member who took it, or the queue.\n会话分配给谁：智能体、接手的成员，或正在排队等待人工。';
COMMENT ON COLUMN conversations.assignee_id IS E'The member whom it is assigned to.\n被分配到的成员。';
COMMENT ON COLUMN conversations.widget_id IS E'The widget that it was started in; its visitor sessions open no other conversation.\n会话开始时所在的网页组件；其访客会话不能打开别的会话。';
COMMENT ON TABLE away_members IS E'Members who set themselves away, though they may be signed in.\n声明暂离的成员，尽管可能仍在登录。';
COMMENT ON TABLE presences IS E'Presence: members who have a window open, by the process that serves it.\n在线状态：打开着窗口的成员，按为其服务的进程记录。';
COMMENT ON TABLE inbox_entries IS E'What only the inbox reads of a conversation: notes, what an agent wrote too late, and who had it when.\n只有客服能看到的内容：备注、智能体迟到的回答，以及何时由谁接手。';
COMMENT ON COLUMN inbox_entries.summary IS E'Of a summary: what was asked, what was tried, and the mood (contract/src/shapes/inbox.ts).\n摘要：问了什么、试过什么、情绪如何（contract/src/shapes/inbox.ts）。';
COMMENT ON COLUMN inbox_entries.why IS E'Of a handoff: why it happened (contract/src/shapes/inbox.ts).\n转人工的原因（contract/src/shapes/inbox.ts）。';
COMMENT ON TABLE inbox_states IS E'How the inbox keeps a conversation, from its first handoff on. Its owner sees nothing of it.\n会话在收件箱的状态，从首次转人工开始。所有者看不到。';
COMMENT ON COLUMN inbox_states.labels IS E'Words that the inbox sorts by.\n客服用于分类的标签。';
COMMENT ON TABLE search_dictionary_entries IS E'A tenant’s search dictionary: protected words and synonyms.\n租户的检索词典：不拆分的词，或同义词。';
COMMENT ON TABLE documents IS E'What was given to a knowledge base. Only the passages of a ready document are found.\n交给知识库的内容。只有就绪文档的段落会被检索到。';
COMMENT ON COLUMN documents.generation IS E'The generation of its knowledge base when indexing last began.\n最近一次开始索引时知识库的世代。';
COMMENT ON COLUMN documents.blocked_revision IS E'A revision that is complete and blocked by the quality gate; its text is in draft. Null: none is.\n已完成但被质量门禁拦下的修订版，其文本在 draft；没有则为空。';
COMMENT ON COLUMN documents.kind IS E'An FAQ entry is a question (its name) with its answer (its content). A page came from the web, from its address.\n常见问题以名称为问题、内容为答案。网页来自其地址。';
COMMENT ON TABLE event_consumers IS E'How far consumers of a tenant’s events have come.\n租户事件的消费者进行到哪里。';
COMMENT ON COLUMN event_consumers.number IS E'The last event that it has consumed; those after it are still to come.\n已处理的最后一个事件；其后的尚待处理。';
COMMENT ON TABLE memories IS E'What an agent remembers of one person. It goes with the person, and with the message that it came from.\n智能体对某人的记忆。随该人、也随所依据的消息一同删除。';
COMMENT ON TABLE proactive_preferences IS E'What a person wants of agents that write first. No row: none may.\n某人对主动消息的偏好。没有该行表示不同意。';
COMMENT ON TABLE memory_extractions IS E'How far conversations were read for memories of the person in them.\n为提取对其中之人的记忆而读到会话的哪一处。';
COMMENT ON TABLE proactive_checks IS E'Proactive checks: what a model decided in a quiet conversation, and what became of it.\n主动检查：模型在安静会话中的决定及其结果。';
COMMENT ON COLUMN proactive_checks.skip_reason IS E'Why the message was not sent.\n未发送的原因。';
COMMENT ON TABLE macros IS E'Several steps at the inbox under one name.\n收件箱的多步操作，以一个名称执行。';
COMMENT ON TABLE memory_consents IS E'Whether a person lets agents remember them; the row under whose lock their memories change.\n某人是否允许智能体记住自己；修改其记忆时锁定该行。';
COMMENT ON TABLE message_translations IS E'What messages say in another language, for the inbox alone: kept, so that it is paid for once.\n消息的译文，仅供收件箱使用；保存下来只付费一次。';
COMMENT ON COLUMN messages.origin IS E'Whether it was said in turn, proactively, or as a scheduled message.\n正常轮次、主动消息，或定时消息。';
COMMENT ON COLUMN passage_vectors.model IS E'The model that made it; found only while the knowledge base has the same.\n制作向量的模型；只有知识库仍使用它时才会被检索。';
COMMENT ON COLUMN passage_vectors.position IS E'1, 2, 3 … within the knowledge base, so that who has read some can read the rest.\n在知识库内依次编号，便于接着读取其余部分。';
COMMENT ON COLUMN passages.text_analysis IS E'What its terms were made by: the version of the text analysis and, after a plus, that of the tenant''s search dictionary.\n产生检索词所用的版本：分析规则的版本，加号后为租户检索词典的版本。';
COMMENT ON COLUMN passages.terms IS E'The numbers of its terms, each # the last 32 bits of its knowledge base''s id.\n检索词编号，各自加上 # 和知识库编号的后 32 位。';
COMMENT ON TABLE scheduled_messages IS E'Messages that an agent sends at a time that a person chose, once or repeatedly.\n由人指定时间、由智能体发送的消息，一次或重复。';
COMMENT ON COLUMN scheduled_messages.next_at IS E'When it is sent next; null when never again.\n下一次发送时间；不再发送时为空。';
COMMENT ON COLUMN scheduled_messages.skip_reason IS E'Why it was not sent when it was last due.\n上次到期时未发送的原因。';
COMMENT ON TABLE project_knowledge_bases IS E'Where agents look answers up besides their own knowledge bases, in a project''s conversations.\n在项目的会话中，智能体除自身知识库外还查找哪些知识库。';
COMMENT ON TABLE csat_ratings IS E'That somebody was asked how a conversation went, once for each resolution, and their CSAT rating.\n每次解决后的评价邀请及其结果。';
COMMENT ON COLUMN read_positions.reader_id IS E'Its owner, or a member who works at the inbox.\n会话所有者，或在收件箱工作的成员。';
COMMENT ON TABLE report_hours IS E'How the inbox''s conversations went, by the hour, the agent and the member.\n收件箱会话的统计，按小时、智能体与成员分列。';
COMMENT ON COLUMN search_entries.terms IS E'Terms without positions; =owner, #tenant of the inbox''s and @tenant, so that the index alone keeps to who may look.\n不含位置的检索词；=所有者、#收件箱所属租户、@租户，使索引本身就限定可见范围。';
COMMENT ON TABLE sessions IS E'One session on one device: its current access and refresh token, as SHA-256.\n在一台设备上的一次会话：当前访问令牌与刷新令牌的 SHA-256。';
COMMENT ON TABLE sites IS E'Pages of the web that a knowledge base is kept in step with.\n与知识库保持同步的网站。';
COMMENT ON TABLE sla_timers IS E'SLA timers: how long somebody may still wait for what their team promised; those that ended are kept for reports.\nSLA 计时器：距团队承诺的响应时限还有多久；结束的保留用于统计。';
COMMENT ON COLUMN sla_timers.breached_at IS E'When the target was missed; null where it was kept so far.\n超出时限的时间；至今未超则为空。';
COMMENT ON COLUMN sla_timers.due_at IS E'Null while it is paused, and where the inbox never opens.\n暂停期间及收件箱从不开放时为空。';
COMMENT ON COLUMN sla_timers.in_open_hours IS E'Whether it runs while the inbox is open alone.\n是否只在营业时间内计时。';
COMMENT ON COLUMN knowledge_bases.change IS E'Grows with all that makes its test cases find something else. Counted under this row''s lock.\n凡影响测试用例结果的改动都加一，在本行的锁下计数。';
COMMENT ON COLUMN knowledge_bases.quality_gate IS E'The quality gate: a change with which a smaller share is found or supported is blocked; null: none is.\n质量门禁：找到或有依据的比例低于此值的改动会被拦下；为空则不拦。';
COMMENT ON COLUMN knowledge_bases.is_tested IS E'Whether it has test cases. Only then are its changes counted, and blocked by the quality gate.\n是否有测试用例。有才统计改动并由质量门禁把关。';
COMMENT ON TABLE spent_refresh_tokens IS E'Refresh tokens that were exchanged. One that comes again was stolen: its session ends.\n已换过的刷新令牌。再次出现即视为被盗，其会话随之结束。';
COMMENT ON TABLE spent_vectors IS E'What it took to find passages by what they mean, a row a call. Stays when the knowledge base is deleted.\n按语义检索的花费，每次调用一行。知识库删除后仍保留。';
COMMENT ON TABLE suggestions IS E'Changes to an agent that a conversation review proposed, and what became of them.\n会话复盘提出的智能体修改建议及其结果。';
COMMENT ON COLUMN teams.hours IS E'When it is open, by the days of the week (TeamHours of contract/src/shapes/team.ts); null: always.\n一周各日的营业时间（contract/src/shapes/team.ts 的 TeamHours）；为空则始终营业。';
COMMENT ON TABLE term_statistics IS E'In how many stored passages of a knowledge base a term occurs. Changed in the transaction that changes them.\n某检索词出现在知识库的多少个段落中。与段落在同一事务内更改。';
COMMENT ON TABLE test_cases IS E'Test cases: questions that a knowledge base should answer, asked anew after each of its changes.\n测试用例：知识库应能回答的问题，每次改动后重新测试。';
COMMENT ON TABLE evaluation_runs IS E'How well a knowledge base did in an evaluation, and whether that was accepted.\n知识库在一次评测中的表现，以及是否通过。';
COMMENT ON COLUMN evaluation_runs.change IS E'The change of the knowledge base that it measured; it says nothing of a later one.\n所测量的是知识库的第几次改动；对后来的改动不作说明。';
COMMENT ON COLUMN tool_rules.person_may_decide IS E'Whether the visitor or end user an agent talks with may consent, besides the inbox.\n除客服外，与智能体交谈的访客或终端用户能否同意。';
COMMENT ON TABLE unanswered_questions IS E'What the inbox was asked and the documents did not answer, once for all who asked alike.\n文档未能回答的问题，问法相近的合为一条。';
COMMENT ON COLUMN unanswered_questions.answer IS E'What an operator answered; with knowledge_base_id the draft of an FAQ entry, with document_id a live one.\n运营者的答复；带 knowledge_base_id 为常见问题草稿，带 document_id 为已发布。';
COMMENT ON COLUMN visitors.verified_at IS E'Since when their identity is verified: a session that proves none does not open them any more.\n自何时起身份已验证：此后未证明身份的访客会话不能再进入。';
COMMENT ON COLUMN webhooks.batch IS E'Which of its jobs may deliver events; an earlier one does nothing any more.\n哪一个任务可以投递；较早的不再执行。';
COMMENT ON TABLE visitor_sessions IS E'A session of a visitor in one browser and one widget.\n一名访客在一个浏览器、一个组件中的会话。';
COMMENT ON COLUMN visitor_sessions.is_verified IS E'Whether the site''s server has verified the identity.\n身份是否已由网站服务器验证。';
