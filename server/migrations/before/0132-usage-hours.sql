-- What was counted of hours that are over, so that a year is not counted anew whenever somebody looks at it. What changes such
-- an hour notes that in its own transaction; until the hour was counted again its rows are.
CREATE TABLE rolled_until (
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  name text NOT NULL,
  until timestamptz(3) NOT NULL,
  PRIMARY KEY (tenant_id, name)
);
COMMENT ON TABLE rolled_until IS E'How far each roll-up has come.\n各项汇总统计到何时为止。';
COMMENT ON COLUMN rolled_until.until IS E'The hours before it are counted, but for those in stale_hours.\n此前的各小时均已统计，stale_hours 所列除外。';

CREATE TABLE stale_hours (
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  name text NOT NULL,
  hour timestamptz(0) NOT NULL,
  changed_by bigint NOT NULL,
  PRIMARY KEY (tenant_id, name, hour, changed_by)
);
COMMENT ON TABLE stale_hours IS E'Hours of roll-ups that changed after they were counted.\n统计之后又有变动、须重新统计的小时。';
COMMENT ON COLUMN stale_hours.changed_by IS E'The transaction that changed it: one that comes later is never taken for one that was counted.\n作出变动的事务；后来的事务不会被当作已统计。';

CREATE TABLE usage_hours (
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  hour timestamptz(0) NOT NULL,
  line integer NOT NULL,
  agent_id uuid,
  model text,
  purpose text NOT NULL,
  currency text,
  replies integer NOT NULL,
  searches integer NOT NULL,
  failures integer NOT NULL,
  unpriced integer NOT NULL,
  input_tokens bigint NOT NULL,
  output_tokens bigint NOT NULL,
  cost_nanos bigint NOT NULL,
  first_token_ms integer[] NOT NULL,
  first_token_counts integer[] NOT NULL,
  PRIMARY KEY (tenant_id, hour, line)
);
COMMENT ON TABLE usage_hours IS E'What was spent in an hour, by agent, model, purpose and currency.\n每小时的用量，按智能体、模型、用途与货币分列。';
COMMENT ON COLUMN usage_hours.line IS E'Counts the lines of an hour.\n该小时内的行号。';
COMMENT ON COLUMN usage_hours.first_token_ms IS E'Times to the first word, rounded to a thirtieth; first_token_counts says how often each was.\n首字时间，约舍入到三十分之一；first_token_counts 为各自的次数。';

CREATE FUNCTION note_stale_usage() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  changed record := CASE WHEN TG_OP = 'INSERT' THEN NEW ELSE OLD END;
BEGIN
  INSERT INTO stale_hours (tenant_id, name, hour, changed_by)
  SELECT changed.tenant_id, 'usage', date_trunc('hour', at, 'UTC'), pg_current_xact_id()::text::bigint
  FROM unnest(ARRAY[changed.created_at, CASE WHEN TG_OP = 'UPDATE' THEN NEW.created_at ELSE changed.created_at END]) AS at
  -- What goes with its tenant needs no note.
  WHERE EXISTS (SELECT FROM tenants WHERE tenants.tenant_id = changed.tenant_id)
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
-- What is younger is in no hour that was counted.
DO $$
DECLARE
  source text;
BEGIN
  FOREACH source IN ARRAY ARRAY['replies', 'spent_replies', 'completions', 'spent_readings', 'spent_vectors', 'spent_files'] LOOP
    EXECUTE format('CREATE TRIGGER note_stale_insert AFTER INSERT ON %I FOR EACH ROW
      WHEN (NEW.created_at < now() - interval ''2 hours'') EXECUTE FUNCTION note_stale_usage()', source);
    EXECUTE format('CREATE TRIGGER note_stale_update AFTER UPDATE ON %I FOR EACH ROW
      WHEN (least(OLD.created_at, NEW.created_at) < now() - interval ''2 hours'') EXECUTE FUNCTION note_stale_usage()', source);
    EXECUTE format('CREATE TRIGGER note_stale_delete AFTER DELETE ON %I FOR EACH ROW
      WHEN (OLD.created_at < now() - interval ''2 hours'') EXECUTE FUNCTION note_stale_usage()', source);
  END LOOP;
END $$;
