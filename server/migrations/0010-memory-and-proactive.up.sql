-- What agents remember of people, and when they speak first.

CREATE TABLE memories (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  agent_id uuid NOT NULL,
  member_id uuid,
  visitor_id uuid,
  person_id uuid NOT NULL GENERATED ALWAYS AS (COALESCE(member_id, visitor_id)) STORED,
  kind text NOT NULL CHECK (kind IN ('person', 'preference', 'ongoing')),
  text text NOT NULL,
  terms text[] NOT NULL,
  origin text NOT NULL CHECK (origin IN ('learnt', 'typed')),
  conversation_id uuid,
  message_id uuid,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, agent_id) REFERENCES agents (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, member_id) REFERENCES members (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, visitor_id) REFERENCES visitors (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, message_id) REFERENCES messages (tenant_id, id) ON DELETE CASCADE,
  CHECK (num_nonnulls(member_id, visitor_id) = 1),
  CHECK ((origin = 'learnt') = ((message_id IS NOT NULL) AND (conversation_id IS NOT NULL)))
);
CREATE INDEX memories_known ON memories (tenant_id, agent_id, person_id, updated_at DESC, id DESC);
CREATE INDEX memories_person ON memories (tenant_id, person_id, updated_at DESC, id DESC);
CREATE INDEX memories_conversation ON memories (tenant_id, conversation_id) WHERE conversation_id IS NOT NULL;
CREATE INDEX memories_message ON memories (tenant_id, message_id) WHERE message_id IS NOT NULL;
COMMENT ON TABLE memories IS E'What an agent remembers of one person. It goes with the person, and with the message that it came from.\n智能体对某人的记忆。随该人、也随所依据的消息一同删除。';
COMMENT ON COLUMN memories.person_id IS E'Whichever of the two it is about.\n所关于的人（成员或访客）。';
COMMENT ON COLUMN memories.terms IS E'What its text is found by when it is recalled.\n回忆时用于检索的词。';
COMMENT ON COLUMN memories.message_id IS E'The person''s own message that it was learnt from; null once the person has put it into words.\n从本人的哪条消息得知；本人亲自表述后为空。';

CREATE TABLE memory_consents (
  tenant_id uuid NOT NULL,
  member_id uuid,
  visitor_id uuid,
  person_id uuid NOT NULL GENERATED ALWAYS AS (COALESCE(member_id, visitor_id)) STORED,
  remembers boolean,
  chosen_at timestamptz(3),
  PRIMARY KEY (tenant_id, person_id),
  FOREIGN KEY (tenant_id, member_id) REFERENCES members (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, visitor_id) REFERENCES visitors (tenant_id, id) ON DELETE CASCADE,
  CHECK (num_nonnulls(member_id, visitor_id) = 1)
);
COMMENT ON TABLE memory_consents IS E'Whether a person lets agents remember them; the row under whose lock their memories change.\n某人是否允许智能体记住自己；修改其记忆时锁定该行。';
COMMENT ON COLUMN memory_consents.remembers IS E'Null while the person has not said: members are remembered then, visitors are not.\n本人尚未表态时为空：默认记住成员，不记住访客。';

CREATE TABLE memory_extractions (
  tenant_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  agent_id uuid NOT NULL,
  last_seq integer NOT NULL,
  extracted_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, conversation_id, agent_id),
  FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, agent_id) REFERENCES agents (tenant_id, id) ON DELETE CASCADE
);
COMMENT ON TABLE memory_extractions IS E'How far conversations were read for memories of the person in them.\n为提取对其中之人的记忆而读到会话的哪一处。';
COMMENT ON COLUMN memory_extractions.last_seq IS E'The number of the last message that was read.\n已读到的最后一条消息的序号。';

CREATE TABLE proactive_preferences (
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  person_id uuid NOT NULL,
  agrees boolean NOT NULL DEFAULT false,
  time_zone text NOT NULL DEFAULT 'UTC',
  quiet_from smallint NOT NULL DEFAULT 1320 CHECK ((quiet_from >= 0) AND (quiet_from <= 1439)),
  quiet_to smallint NOT NULL DEFAULT 480 CHECK ((quiet_to >= 0) AND (quiet_to <= 1439)),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, person_id)
);
COMMENT ON TABLE proactive_preferences IS E'What a person wants of agents that write first. No row: none may.\n某人对主动消息的偏好。没有该行表示不同意。';
COMMENT ON COLUMN proactive_preferences.agrees IS E'For every agent of which nothing else is said.\n适用于所有未单独说明的智能体。';
COMMENT ON COLUMN proactive_preferences.quiet_from IS E'Minutes after midnight where the person is. Equal to quiet_to: no hour is quiet.\n当地午夜后的分钟数。与 quiet_to 相同则没有免打扰时段。';

CREATE TABLE proactive_agent_preferences (
  tenant_id uuid NOT NULL,
  person_id uuid NOT NULL,
  agent_id uuid NOT NULL,
  agrees boolean NOT NULL,
  PRIMARY KEY (tenant_id, person_id, agent_id),
  FOREIGN KEY (tenant_id, person_id) REFERENCES proactive_preferences (tenant_id, person_id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, agent_id) REFERENCES agents (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX proactive_agent_preferences_agent ON proactive_agent_preferences (tenant_id, agent_id);
COMMENT ON TABLE proactive_agent_preferences IS E'What a person wants of one agent, where it differs from what they want of all.\n某人对单个智能体的偏好，与其对全部智能体的偏好不同时才记录。';

CREATE TABLE proactive_checks (
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
  skip_reason text,
  message_id uuid,
  made_at timestamptz(3) NOT NULL,
  settled_at timestamptz(3),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, agent_id) REFERENCES agents (tenant_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX proactive_checks_made ON proactive_checks (tenant_id, conversation_id) WHERE state = 'made';
CREATE INDEX proactive_checks_conversation ON proactive_checks (tenant_id, conversation_id);
CREATE INDEX proactive_checks_sent ON proactive_checks (tenant_id, person_id, agent_id, settled_at) WHERE state = 'sent';
COMMENT ON TABLE proactive_checks IS E'Proactive checks: what a model decided in a quiet conversation, and what became of it.\n主动检查：模型在安静会话中的决定及其结果。';
COMMENT ON COLUMN proactive_checks.after_seq IS E'The number of the last message then. It is sent as long as that is the last one.\n当时最后一条消息的序号。仍为最后一条时才发送。';
COMMENT ON COLUMN proactive_checks.control_epoch IS E'Who answered then. It is sent as long as nobody took over.\n当时的应答者。无人接手时才发送。';
COMMENT ON COLUMN proactive_checks.skip_reason IS E'Why the message was not sent.\n未发送的原因。';
