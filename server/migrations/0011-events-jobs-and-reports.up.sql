-- Events, jobs and webhooks, and hours that were counted for reports.

-- Not an identity of the column: partitions have none of their own before PostgreSQL 17.
CREATE SEQUENCE events_positions;

CREATE TABLE events (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  position bigint NOT NULL DEFAULT nextval('events_positions'::regclass),
  number bigint,
  type text NOT NULL,
  payload jsonb NOT NULL,
  actor_kind text NOT NULL,
  actor_id uuid,
  request_id text NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id)
) PARTITION BY RANGE (id);
CREATE INDEX events_unnumbered ON events ("position") WHERE number IS NULL;
-- What the audit log shows, found without the traffic of conversations that surrounds it. The list is that of
-- unauditedEvents (contract/src/shapes/audit.ts), which may grow: the index then holds a little too much.
CREATE INDEX events_audited ON events (tenant_id, id) WHERE type NOT IN (
  'conversation.opened', 'conversation.changed', 'message.created', 'reply.requested', 'reply.started', 'reply.ended',
  'document.changed', 'file.uploaded', 'invitation.used', 'project.created', 'project.changed', 'project.deleted'
);
COMMENT ON TABLE events IS E'What happened: outbox, audit trail and replay log in one.\n发生过的事：发件箱、审计记录与重放日志三者合一。';
COMMENT ON COLUMN events.position IS E'Order of insertion, by which those are numbered that a process of an earlier version left without a number.\n插入顺序；较早版本的进程留下的未编号事件按此编号。';
COMMENT ON COLUMN events.number IS E'Growing within the tenant without a gap, in the order of commits; what clients resume by.\n在租户内按提交顺序连续递增；客户端据此续传。';
COMMENT ON COLUMN events.payload IS E'Ids and small facts, by the event''s type (contract/src/events.ts).\n编号和少量事实，内容依事件类型而定（contract/src/events.ts）。';

ALTER SEQUENCE events_positions OWNED BY events.position;

-- Of each partition and not of their table: there it would have to begin with the id. The counter gives no number twice.
-- Partitions are made ahead of time by the server (platform/database/partitions) from events_rest, where what fits in none is
-- kept, as is what the audit log tells of months that are over. The first reaches from all time to some weeks from now.
CREATE TABLE events_rest PARTITION OF events DEFAULT;
ALTER INDEX events_rest_tenant_id_id_idx RENAME TO events_rest_audited;
CREATE UNIQUE INDEX events_rest_number ON events_rest (tenant_id, number) WHERE number IS NOT NULL;
ALTER TABLE events_rest ALTER COLUMN id SET STATISTICS 0, ALTER COLUMN payload SET STATISTICS 0,
  ALTER COLUMN request_id SET STATISTICS 0;
CREATE OR REPLACE FUNCTION pg_temp.first_id_of(moment timestamptz) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT overlay(lpad(to_hex((extract(epoch FROM moment) * 1000)::bigint), 12, '0') PLACING '-' FROM 9 FOR 0) || '-7000-8000-000000000000'
$$;
DO $$
BEGIN
  EXECUTE format('CREATE TABLE events_first PARTITION OF events FOR VALUES FROM (MINVALUE) TO (%L)',
    pg_temp.first_id_of(date_trunc('month', now() + interval '2 months', 'UTC')));
END $$;
ALTER INDEX events_first_tenant_id_id_idx RENAME TO events_first_audited;
ALTER INDEX events_first_position_idx RENAME TO events_first_unnumbered;
CREATE UNIQUE INDEX events_first_number ON events_first (tenant_id, number) WHERE number IS NOT NULL;
ALTER TABLE events_first SET (fillfactor = 70), ALTER COLUMN id SET STATISTICS 0, ALTER COLUMN payload SET STATISTICS 0,
  ALTER COLUMN request_id SET STATISTICS 0;

CREATE TABLE event_counters (
  tenant_id uuid PRIMARY KEY REFERENCES tenants DEFERRABLE INITIALLY DEFERRED,
  last_number bigint NOT NULL
);
COMMENT ON TABLE event_counters IS E'The newest event number of each tenant.\n每个租户最新的事件编号。';

CREATE TABLE event_consumers (
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  name text NOT NULL,
  number bigint NOT NULL,
  PRIMARY KEY (tenant_id, name)
);
COMMENT ON TABLE event_consumers IS E'How far consumers of a tenant’s events have come.\n租户事件的消费者进行到哪里。';
COMMENT ON COLUMN event_consumers.number IS E'The last event that it has consumed; those after it are still to come.\n已处理的最后一个事件；其后的尚待处理。';

CREATE TABLE jobs (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  name text NOT NULL,
  input jsonb NOT NULL,
  actor jsonb NOT NULL,
  request_id text NOT NULL,
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'running', 'done', 'dead')),
  tries integer NOT NULL DEFAULT 0,
  tries_max integer NOT NULL,
  run_at timestamptz(3) NOT NULL DEFAULT now(),
  lease_owner text,
  lease_until timestamptz,
  last_error text,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  ended_at timestamptz,
  trace_parent text,
  PRIMARY KEY (tenant_id, id)
) PARTITION BY RANGE (id);
CREATE INDEX jobs_due ON jobs (run_at) WHERE state = 'waiting';
-- A worker asks for jobs of one name at a time; with many waiting it went through those of all names.
CREATE INDEX jobs_waiting ON jobs (name, run_at) WHERE state = 'waiting';
-- Tenants take turns in the queue: who has jobs of a name, and which of them is due first, is asked of one index.
CREATE INDEX jobs_of_tenants ON jobs (name, tenant_id, run_at) WHERE state = 'waiting';
CREATE INDEX jobs_leased ON jobs (lease_until) WHERE state = 'running';
-- Those that are done are to go with their day, and need no index.
CREATE INDEX jobs_dead ON jobs (ended_at) WHERE state = 'dead';
COMMENT ON TABLE jobs IS E'Work to be done after a commit. Stored with the change that asks for it.\n提交之后要做的工作，与提出它的改动一同保存。';
COMMENT ON COLUMN jobs.input IS E'What the job''s flow is given; its shape is that of the kind of job.\n任务流程的输入，格式依任务种类而定。';
COMMENT ON COLUMN jobs.actor IS E'Who asked for it, as kind, id and name: it is done in their name.\n请求者的类别、编号与名称；任务以其名义执行。';
COMMENT ON COLUMN jobs.lease_until IS E'Until then lease_owner has it; after that anyone may take it.\n在此之前归 lease_owner；之后任何进程都可接手。';
COMMENT ON COLUMN jobs.trace_parent IS E'The span that asked for it, as W3C Trace Context writes it; null where no collector of traces is named.\n请求它的追踪跨度（W3C Trace Context）；未配置追踪收集器时为空。';

-- Jobs by the day of their ids, made ahead of time by the server from jobs_rest. What fits in none is kept there, as are the
-- few that are not over with their day.
CREATE TABLE jobs_rest PARTITION OF jobs DEFAULT;
ALTER TABLE jobs_rest SET (fillfactor = 70), ALTER COLUMN input SET STATISTICS 0, ALTER COLUMN actor SET STATISTICS 0,
  ALTER COLUMN request_id SET STATISTICS 0, ALTER COLUMN last_error SET STATISTICS 0;
DO $$
BEGIN
  EXECUTE format('CREATE TABLE jobs_first PARTITION OF jobs FOR VALUES FROM (MINVALUE) TO (%L)',
    pg_temp.first_id_of(date_trunc('day', now() + interval '1 month', 'UTC')));
END $$;
-- The first is as long as a month, so that what is over is deleted from it.
CREATE INDEX jobs_first_ended ON jobs_first (ended_at) WHERE state IN ('done', 'dead');
ALTER TABLE jobs_first SET (fillfactor = 70), ALTER COLUMN input SET STATISTICS 0, ALTER COLUMN actor SET STATISTICS 0,
  ALTER COLUMN request_id SET STATISTICS 0, ALTER COLUMN last_error SET STATISTICS 0;

CREATE TABLE scheduled_jobs (
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  job_name text NOT NULL,
  subject_id uuid NOT NULL,
  input jsonb NOT NULL,
  tries_max integer NOT NULL,
  due_at timestamptz(3) NOT NULL,
  is_taken boolean NOT NULL DEFAULT false,
  PRIMARY KEY (tenant_id, job_name, subject_id)
);
CREATE INDEX scheduled_jobs_due ON scheduled_jobs (due_at);
CREATE INDEX scheduled_jobs_taken ON scheduled_jobs (due_at) WHERE is_taken;
COMMENT ON TABLE scheduled_jobs IS E'Jobs that are to be stored at a given time, at most one of a kind for each subject. A few at a time become jobs.\n到某一时刻要创建的任务，每类任务对每个对象至多一条。每次只转换少量。';
COMMENT ON COLUMN scheduled_jobs.input IS E'That of the job.\n任务的输入。';
COMMENT ON COLUMN scheduled_jobs.is_taken IS E'Whether a job was stored for it; then it is due again should that job be lost.\n是否已为其创建任务；若任务丢失则重新到期。';

CREATE TABLE webhooks (
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  id uuid NOT NULL,
  name text NOT NULL,
  url text NOT NULL,
  event_types text[] NOT NULL,
  carries_text boolean NOT NULL DEFAULT false,
  sealed_secret text NOT NULL,
  former_secret text,
  former_until timestamptz(3),
  position bigint NOT NULL,
  batch bigint NOT NULL DEFAULT 0,
  runner uuid,
  is_busy boolean NOT NULL DEFAULT false,
  tries integer NOT NULL DEFAULT 0,
  failing_since timestamptz(3),
  next_try_at timestamptz(3),
  stopped_at timestamptz(3),
  stopped_why text CHECK (stopped_why IN ('by-hand', 'gone', 'failing')),
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  channel_id uuid,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, channel_id) REFERENCES channels (tenant_id, id) ON DELETE CASCADE,
  CHECK ((former_secret IS NULL) = (former_until IS NULL)),
  CHECK ((stopped_at IS NULL) = (stopped_why IS NULL))
);
COMMENT ON TABLE webhooks IS E'Addresses outside that events of the tenant are told to, each in order.\n接收租户事件的外部地址，按顺序投递。';
COMMENT ON COLUMN webhooks.event_types IS E'Which events it wants to hear of.\n希望得知的事件类型。';
COMMENT ON COLUMN webhooks.sealed_secret IS E'What deliveries are signed with; so is former_secret, the one before, until former_until.\n投递签名用的密钥（已加密）；former_secret 为前一个，在 former_until 前仍有效。';
COMMENT ON COLUMN webhooks.former_until IS E'Until then deliveries are signed with former_secret too.\n在此之前同时用 former_secret 签名。';
COMMENT ON COLUMN webhooks.position IS E'The number of the last event that it was told of, or had no interest in.\n已通知或不感兴趣的最后一个事件编号。';
COMMENT ON COLUMN webhooks.batch IS E'Which of its jobs may deliver events; an earlier one does nothing any more.\n哪一个任务可以投递；较早的不再执行。';
COMMENT ON COLUMN webhooks.runner IS E'Which run of that job goes on; one that was taken for dead does nothing any more.\n该任务的哪一次运行在继续；被视为停止的不再执行。';
COMMENT ON COLUMN webhooks.is_busy IS E'Whether there is a job that tells it of events or waits to try again.\n是否已有任务正在投递或等待重试。';
COMMENT ON COLUMN webhooks.tries IS E'How often the next event was tried in vain.\n下一个事件已失败的次数。';
COMMENT ON COLUMN webhooks.channel_id IS E'Whose answers it carries out, and nothing else; null for one that is told of events.\n只负责送出该渠道的回答；接收事件的为空。';

CREATE TABLE webhook_deliveries (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  webhook_id uuid NOT NULL,
  why text NOT NULL CHECK (why IN ('event', 'again', 'test')),
  event_number bigint,
  event_type text NOT NULL,
  person_id uuid,
  message_id text NOT NULL,
  try integer NOT NULL,
  status integer,
  error_code text,
  request_headers jsonb NOT NULL DEFAULT '{}',
  response_headers jsonb NOT NULL DEFAULT '{}',
  response_text text NOT NULL DEFAULT '',
  took_ms integer NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, webhook_id) REFERENCES webhooks (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX webhook_deliveries_webhook ON webhook_deliveries (tenant_id, webhook_id, id);
CREATE INDEX webhook_deliveries_person ON webhook_deliveries (tenant_id, person_id) WHERE person_id IS NOT NULL;
COMMENT ON TABLE webhook_deliveries IS E'Each try to tell a webhook of an event, kept for two weeks.\n每次投递事件的尝试，保留两周。';
COMMENT ON COLUMN webhook_deliveries.person_id IS E'Whose conversation the event was about: what was answered may repeat their words.\n事件所涉会话的所有者：答复可能重复其原话。';
COMMENT ON COLUMN webhook_deliveries.message_id IS E'What it was called to the receiver; the same for every try of one event.\n给接收方的编号；同一事件的各次尝试相同。';
COMMENT ON COLUMN webhook_deliveries.error_code IS E'Why it failed, as a code (contract/src/shapes/webhook.ts); null where it was taken.\n失败原因代码（contract/src/shapes/webhook.ts）；已接收则为空。';
COMMENT ON COLUMN webhook_deliveries.request_headers IS E'Names and values as they were sent; so response_headers, as they came.\n发送的请求头名称与值；response_headers 为收到的。';
COMMENT ON COLUMN webhook_deliveries.response_text IS E'The first KiB of the answer.\n答复的前 1 KiB。';

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
COMMENT ON TABLE report_hours IS E'How the inbox''s conversations went, by the hour, the agent and the member.\n收件箱会话的统计，按小时、智能体与成员分列。';
COMMENT ON COLUMN report_hours.line IS E'Counts the lines of an hour.\n该小时内的行号。';
COMMENT ON COLUMN report_hours.moving IS E'When those moved last that were not settled yet when this was counted, and had been with a person; moving_by_agents of the others.\n统计时尚未了结、且曾交给人工的会话的最近活动时间；其余的见 moving_by_agents。';
COMMENT ON COLUMN report_hours.first_ms IS E'Times to the agent''s first word, rounded to a thirtieth; first_counts says how often each was.\n智能体首字时间，约舍入到三十分之一；first_counts 为各自的次数。';

-- What a tenant leaves behind goes with it. Its counter goes last, behind all that others hold who wait for it.
CREATE FUNCTION remove_traces() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM event_counters WHERE tenant_id = OLD.tenant_id;
  DELETE FROM events WHERE tenant_id = OLD.tenant_id;
  DELETE FROM jobs WHERE tenant_id = OLD.tenant_id;
  RETURN OLD;
END $$;
CREATE TRIGGER remove_traces AFTER DELETE ON tenants FOR EACH ROW EXECUTE FUNCTION remove_traces();

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
  IF TG_OP = 'UPDATE' AND (OLD.in_inbox, OLD.agent_id) IS DISTINCT FROM (NEW.in_inbox, NEW.agent_id) THEN
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
  WHEN ((OLD.updated_at, OLD.in_inbox, OLD.agent_id, OLD.last_seq > 0) IS DISTINCT FROM (NEW.updated_at, NEW.in_inbox, NEW.agent_id, NEW.last_seq > 0)
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
  WHEN (NEW.first_token_ms IS NOT NULL AND moment_of(NEW.conversation_id) < now() - interval '2 hours')
  EXECUTE FUNCTION note_stale_by_conversation();
CREATE TRIGGER note_stale_first_update AFTER UPDATE ON replies FOR EACH ROW
  WHEN (OLD.first_token_ms IS DISTINCT FROM NEW.first_token_ms AND moment_of(OLD.conversation_id) < now() - interval '2 hours')
  EXECUTE FUNCTION note_stale_by_conversation();
CREATE TRIGGER note_stale_first_delete AFTER DELETE ON replies FOR EACH ROW
  WHEN (OLD.first_token_ms IS NOT NULL AND moment_of(OLD.conversation_id) < now() - interval '2 hours')
  EXECUTE FUNCTION note_stale_by_conversation();

CREATE TRIGGER note_stale_change AFTER INSERT OR UPDATE OR DELETE ON inbox_states FOR EACH ROW EXECUTE FUNCTION note_stale_by_conversation();
CREATE TRIGGER note_stale_change AFTER INSERT OR UPDATE OR DELETE ON inbox_entries FOR EACH ROW EXECUTE FUNCTION note_stale_by_conversation();
