-- The same for reports, by the hour in which a conversation was opened or something was said, which their ids tell.
CREATE TABLE report_hours (
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  hour timestamptz(0) NOT NULL,
  line integer NOT NULL,
  agent_id uuid,
  member_id uuid,
  opened integer NOT NULL,
  settled integer NOT NULL,
  settled_by_agents integer NOT NULL,
  owner_messages integer NOT NULL,
  agent_messages integer NOT NULL,
  member_messages integer NOT NULL,
  moving timestamptz(3)[] NOT NULL,
  moving_by_agents timestamptz(3)[] NOT NULL,
  first_ms integer[] NOT NULL,
  first_counts integer[] NOT NULL,
  PRIMARY KEY (tenant_id, hour, line)
);
COMMENT ON TABLE report_hours IS E'How the desk''s conversations went, by the hour, the agent and the member.\n客服台会话的统计，按小时、智能体与成员分列。';
COMMENT ON COLUMN report_hours.line IS E'Counts the lines of an hour.\n该小时内的行号。';
COMMENT ON COLUMN report_hours.moving IS E'When those moved last that were not settled yet when this was counted, and had been with a person; moving_by_agents of the others.\n统计时尚未了结、且曾交给人工的会话的最近活动时间；其余的见 moving_by_agents。';
COMMENT ON COLUMN report_hours.first_ms IS E'Times to the agent''s first word, rounded to a thirtieth; first_counts says how often each was.\n智能体首字时间，约舍入到三十分之一；first_counts 为各自的次数。';

CREATE FUNCTION moment_of(id uuid) RETURNS timestamptz LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT to_timestamp(('x0000' || left(id::text, 8) || substr(id::text, 10, 4))::bit(64)::bigint / 1000.0) $$;
COMMENT ON FUNCTION moment_of IS 'When an id (UUIDv7) was made.';

CREATE FUNCTION note_stale_report(tenant uuid, ids uuid[]) RETURNS void LANGUAGE sql AS $$
  INSERT INTO stale_hours (tenant_id, name, hour, changed_by)
  SELECT DISTINCT tenant, 'report', date_trunc('hour', moment_of(id), 'UTC'), pg_current_xact_id()::text::bigint
  FROM unnest(ids) AS id
  -- What is younger is in no hour that was counted, and what goes with its tenant needs no note.
  WHERE moment_of(id) < now() - interval '2 hours' AND EXISTS (SELECT FROM tenants WHERE tenants.tenant_id = tenant)
  ON CONFLICT DO NOTHING
$$;

CREATE FUNCTION note_stale_conversation() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  changed record := CASE WHEN TG_OP = 'INSERT' THEN NEW ELSE OLD END;
BEGIN
  PERFORM note_stale_report(changed.tenant_id, ARRAY[changed.id]);
  -- What was said in it counts for its agent, and only at the desk.
  IF TG_OP = 'UPDATE' AND (OLD.is_desk, OLD.agent_id) IS DISTINCT FROM (NEW.is_desk, NEW.agent_id) THEN
    PERFORM note_stale_report(OLD.tenant_id, ARRAY(SELECT m.id FROM messages m
      WHERE m.tenant_id = OLD.tenant_id AND m.conversation_id = OLD.id));
  END IF;
  RETURN NULL;
END $$;
CREATE FUNCTION note_stale_message() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  changed record := CASE WHEN TG_OP = 'INSERT' THEN NEW ELSE OLD END;
BEGIN
  PERFORM note_stale_report(changed.tenant_id, ARRAY[changed.id]);
  RETURN NULL;
END $$;
CREATE FUNCTION note_stale_by_conversation() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  changed record := CASE WHEN TG_OP = 'INSERT' THEN NEW ELSE OLD END;
BEGIN
  PERFORM note_stale_report(changed.tenant_id, ARRAY[changed.conversation_id]);
  RETURN NULL;
END $$;

CREATE TRIGGER note_stale_insert AFTER INSERT ON conversations FOR EACH ROW
  WHEN (moment_of(NEW.id) < now() - interval '2 hours') EXECUTE FUNCTION note_stale_conversation();
CREATE TRIGGER note_stale_update AFTER UPDATE ON conversations FOR EACH ROW
  WHEN ((OLD.updated_at, OLD.is_desk, OLD.agent_id, OLD.last_seq > 0) IS DISTINCT FROM (NEW.updated_at, NEW.is_desk, NEW.agent_id, NEW.last_seq > 0)
    AND moment_of(OLD.id) < now() - interval '2 hours') EXECUTE FUNCTION note_stale_conversation();
CREATE TRIGGER note_stale_delete AFTER DELETE ON conversations FOR EACH ROW
  WHEN (moment_of(OLD.id) < now() - interval '2 hours') EXECUTE FUNCTION note_stale_conversation();

CREATE TRIGGER note_stale_insert AFTER INSERT ON messages FOR EACH ROW
  WHEN (moment_of(NEW.id) < now() - interval '2 hours') EXECUTE FUNCTION note_stale_message();
CREATE TRIGGER note_stale_update AFTER UPDATE ON messages FOR EACH ROW
  WHEN ((OLD.role, OLD.author_kind, OLD.author_id, OLD.conversation_id) IS DISTINCT FROM (NEW.role, NEW.author_kind, NEW.author_id, NEW.conversation_id)
    AND moment_of(OLD.id) < now() - interval '2 hours') EXECUTE FUNCTION note_stale_message();
CREATE TRIGGER note_stale_delete AFTER DELETE ON messages FOR EACH ROW
  WHEN (moment_of(OLD.id) < now() - interval '2 hours') EXECUTE FUNCTION note_stale_message();

CREATE TRIGGER note_stale_first_insert AFTER INSERT ON replies FOR EACH ROW
  WHEN (NEW.first_token_ms IS NOT NULL AND moment_of(NEW.conversation_id) < now() - interval '2 hours') EXECUTE FUNCTION note_stale_by_conversation();
CREATE TRIGGER note_stale_first_update AFTER UPDATE ON replies FOR EACH ROW
  WHEN (OLD.first_token_ms IS DISTINCT FROM NEW.first_token_ms AND moment_of(OLD.conversation_id) < now() - interval '2 hours') EXECUTE FUNCTION note_stale_by_conversation();
CREATE TRIGGER note_stale_first_delete AFTER DELETE ON replies FOR EACH ROW
  WHEN (OLD.first_token_ms IS NOT NULL AND moment_of(OLD.conversation_id) < now() - interval '2 hours') EXECUTE FUNCTION note_stale_by_conversation();

CREATE TRIGGER note_stale_change AFTER INSERT OR UPDATE OR DELETE ON desk_states FOR EACH ROW EXECUTE FUNCTION note_stale_by_conversation();
CREATE TRIGGER note_stale_change AFTER INSERT OR UPDATE OR DELETE ON desk_entries FOR EACH ROW EXECUTE FUNCTION note_stale_by_conversation();
