ALTER TABLE agents
  ADD COLUMN speaks_first boolean NOT NULL DEFAULT false,
  ADD COLUMN looks_after_minutes integer NOT NULL DEFAULT 60 CHECK (looks_after_minutes > 0),
  ADD COLUMN firsts_per_day integer NOT NULL DEFAULT 2 CHECK (firsts_per_day > 0),
  ADD COLUMN firsts_unanswered integer NOT NULL DEFAULT 1 CHECK (firsts_unanswered > 0);
COMMENT ON COLUMN agents.speaks_first IS 'Whether it may write to people who agree without being asked something.';
COMMENT ON COLUMN agents.looks_after_minutes IS 'How long a conversation is quiet before its model is asked whether to speak.';
COMMENT ON COLUMN agents.firsts_per_day IS 'How often it speaks first to one person within 24 hours, at most.';
COMMENT ON COLUMN agents.firsts_unanswered IS 'How often it speaks first in a conversation before the person has answered, at most.';

ALTER TABLE conversations ADD COLUMN is_muted boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN conversations.is_muted IS 'A mark of its owner: no agent speaks first here.';

ALTER TABLE messages
  ADD COLUMN origin text NOT NULL DEFAULT 'turn' CHECK (origin IN ('turn', 'initiative', 'planned'));
COMMENT ON COLUMN messages.origin IS 'Whether it was said in turn, by an agent that spoke first, or because somebody had planned it.';

CREATE TABLE appointments (
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  job_name text NOT NULL,
  subject_id uuid NOT NULL,
  input jsonb NOT NULL,
  tries_max integer NOT NULL,
  due_at timestamptz(3) NOT NULL,
  is_taken boolean NOT NULL DEFAULT false,
  PRIMARY KEY (tenant_id, job_name, subject_id)
);
CREATE INDEX appointments_due ON appointments (due_at);
CREATE INDEX appointments_taken ON appointments (due_at) WHERE is_taken;
COMMENT ON TABLE appointments IS 'Jobs that are to be stored at a moment, at most one of a kind for each subject. Few are turned into jobs at a time.';
COMMENT ON COLUMN appointments.input IS 'That of the job.';
COMMENT ON COLUMN appointments.is_taken IS 'Whether a job was stored for it; then it is due again should that job be lost.';

CREATE TABLE initiative_wishes (
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  person_id uuid NOT NULL,
  agrees boolean NOT NULL DEFAULT false,
  time_zone text NOT NULL DEFAULT 'UTC',
  quiet_from smallint NOT NULL DEFAULT 1320 CHECK (quiet_from BETWEEN 0 AND 1439),
  quiet_to smallint NOT NULL DEFAULT 480 CHECK (quiet_to BETWEEN 0 AND 1439),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, person_id)
);
COMMENT ON TABLE initiative_wishes IS 'What a person wants of agents that speak first. Without a row: that none does.';
COMMENT ON COLUMN initiative_wishes.agrees IS 'For every agent of which nothing else is said.';
COMMENT ON COLUMN initiative_wishes.quiet_from IS 'Minutes after midnight where the person is. Equal to quiet_to: no hour is quiet.';

CREATE TABLE agent_wishes (
  tenant_id uuid NOT NULL,
  person_id uuid NOT NULL,
  agent_id uuid NOT NULL,
  agrees boolean NOT NULL,
  PRIMARY KEY (tenant_id, person_id, agent_id),
  FOREIGN KEY (tenant_id, person_id) REFERENCES initiative_wishes (tenant_id, person_id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, agent_id) REFERENCES agents (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX agent_wishes_agent ON agent_wishes (tenant_id, agent_id);
COMMENT ON TABLE agent_wishes IS 'What a person wants of one agent, where it is not what they want of all.';

CREATE TABLE look_decisions (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  agent_id uuid NOT NULL,
  person_id uuid NOT NULL,
  after_seq integer NOT NULL,
  control_epoch integer NOT NULL,
  action text NOT NULL CHECK (action IN ('continue', 'new-topic', 'wait')),
  text text,
  reason text NOT NULL,
  wait_minutes integer,
  state text NOT NULL CHECK (state IN ('made', 'sent', 'dropped', 'waits')),
  dropped_for text,
  message_id uuid,
  made_at timestamptz(3) NOT NULL,
  settled_at timestamptz(3),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, agent_id) REFERENCES agents (tenant_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX look_decisions_made ON look_decisions (tenant_id, conversation_id) WHERE state = 'made';
CREATE INDEX look_decisions_conversation ON look_decisions (tenant_id, conversation_id);
CREATE INDEX look_decisions_sent ON look_decisions (tenant_id, person_id, agent_id, settled_at) WHERE state = 'sent';
COMMENT ON TABLE look_decisions IS 'What a model decided when it looked at a quiet conversation, and what became of it.';
COMMENT ON COLUMN look_decisions.after_seq IS 'The number of the last message then. It is sent as long as that is the last one.';
COMMENT ON COLUMN look_decisions.control_epoch IS 'Who answered then. It is sent as long as nobody took over.';
COMMENT ON COLUMN look_decisions.dropped_for IS 'Why it was not sent.';

CREATE TABLE planned_messages (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  agent_id uuid NOT NULL,
  planner_kind text NOT NULL,
  planner_id uuid NOT NULL,
  text text NOT NULL,
  schedule text,
  time_zone text NOT NULL,
  next_at timestamptz(3),
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'cancelled')),
  times_sent integer NOT NULL DEFAULT 0,
  last_sent_at timestamptz(3),
  withheld_for text,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, agent_id) REFERENCES agents (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX planned_messages_conversation ON planned_messages (tenant_id, conversation_id, next_at);
COMMENT ON TABLE planned_messages IS 'What an agent is to say in a conversation at a moment that a person chose, once or again and again.';
COMMENT ON COLUMN planned_messages.schedule IS 'A cron pattern of five fields; null for once.';
COMMENT ON COLUMN planned_messages.next_at IS 'When it is to be said next; null when never again.';
COMMENT ON COLUMN planned_messages.withheld_for IS 'Why it was not said when it was due last.';

-- Each kind of aside is named where it is asked; here it is held to be a name.
ALTER TABLE completions DROP CONSTRAINT completions_purpose_check;
ALTER TABLE completions ADD CONSTRAINT completions_purpose_check CHECK (purpose ~ '^[a-z][a-z-]{0,39}$');
