-- Conversations with their messages, replies and files, and the projects they are kept in.

CREATE TABLE projects (
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  id uuid NOT NULL,
  owner_kind text NOT NULL CHECK (owner_kind IN ('member', 'visitor')),
  owner_id uuid NOT NULL,
  name text NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  description text NOT NULL DEFAULT '',
  color text CHECK (color ~ '^#[0-9A-F]{6}$'),
  icon text,
  instructions text NOT NULL DEFAULT '',
  agent_id uuid,
  is_starred boolean NOT NULL DEFAULT false,
  is_archived boolean NOT NULL DEFAULT false,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, agent_id) REFERENCES agents (tenant_id, id) ON DELETE SET NULL (agent_id),
  CHECK (icon IN ('folder', 'book', 'bulb', 'chart', 'clock', 'globe', 'house', 'language', 'people', 'picture', 'talk', 'tool'))
);
CREATE INDEX projects_owner ON projects (tenant_id, owner_id, id);
COMMENT ON TABLE projects IS E'What a person puts conversations together under.\n用于归集会话的项目。';
COMMENT ON COLUMN projects.owner_kind IS E'Whether that is a member or a visitor.\n创建者是成员还是访客。';
COMMENT ON COLUMN projects.owner_id IS E'Who made it; the only one who sees it where that is a visitor.\n创建者；为访客时只有本人可见。';
COMMENT ON COLUMN projects.color IS E'#RRGGBB in capitals; null for none.\n大写的 #RRGGBB；没有则为空。';
COMMENT ON COLUMN projects.icon IS E'One of the signs that all clients know; null for the usual one.\n各客户端共有的图标之一；默认图标为空。';
COMMENT ON COLUMN projects.instructions IS E'What agents are told besides in its conversations.\n在其会话中额外告知智能体的内容。';
COMMENT ON COLUMN projects.agent_id IS E'Who answers in conversations that are opened in it without naming an agent.\n在其中新建会话而未指定智能体时由谁回答。';
COMMENT ON COLUMN projects.is_starred IS E'A mark of the visitor whose it is.\n所属访客的星标。';

CREATE TABLE project_members (
  tenant_id uuid NOT NULL,
  project_id uuid NOT NULL,
  member_id uuid NOT NULL,
  role text NOT NULL CHECK (role IN ('owner', 'editor', 'viewer')),
  is_starred boolean NOT NULL DEFAULT false,
  added_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, project_id, member_id),
  FOREIGN KEY (tenant_id, project_id) REFERENCES projects (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, member_id) REFERENCES members (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX project_members_member ON project_members (tenant_id, member_id, project_id);
COMMENT ON TABLE project_members IS E'Who works in a project. A visitor''s project has nobody here: it is theirs alone.\n项目成员。访客的项目没有成员，只属于其本人。';
COMMENT ON COLUMN project_members.is_starred IS E'A mark of this member; a visitor''s own is kept with the project.\n该成员的星标；访客自己的星标存于项目。';

CREATE TABLE conversations (
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  id uuid NOT NULL,
  title text NOT NULL DEFAULT '',
  agent_id uuid,
  owner_kind text NOT NULL CHECK (owner_kind IN ('member', 'visitor')),
  owner_id uuid NOT NULL,
  in_inbox boolean NOT NULL,
  control_epoch integer NOT NULL DEFAULT 0,
  last_seq integer NOT NULL DEFAULT 0,
  head_message_id uuid,
  active_reply_id uuid,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  is_starred boolean NOT NULL DEFAULT false,
  is_archived boolean NOT NULL DEFAULT false,
  project_id uuid,
  is_named boolean NOT NULL DEFAULT false,
  is_muted boolean NOT NULL DEFAULT false,
  participant_ids uuid[] NOT NULL DEFAULT '{}',
  assignee_kind text NOT NULL DEFAULT 'agent' CHECK (assignee_kind IN ('agent', 'queue', 'member')),
  assignee_id uuid,
  widget_id uuid,
  csat_requested boolean NOT NULL DEFAULT false,
  pending_approvals integer NOT NULL DEFAULT 0,
  reader_ids uuid[] NOT NULL DEFAULT '{}',
  writer_ids uuid[] NOT NULL DEFAULT '{}',
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, agent_id) REFERENCES agents (tenant_id, id),
  FOREIGN KEY (tenant_id, project_id) REFERENCES projects (tenant_id, id) ON DELETE SET NULL (project_id),
  CHECK ((assignee_kind = 'member') = (assignee_id IS NOT NULL))
) WITH (fillfactor = 70);
CREATE INDEX conversations_owner ON conversations (tenant_id, owner_id, updated_at DESC, id DESC);
CREATE INDEX conversations_inbox ON conversations (tenant_id, updated_at DESC, id DESC) WHERE in_inbox;
-- The others are found by their owner; a project is also looked up when it is deleted.
CREATE INDEX conversations_project ON conversations (tenant_id, project_id, updated_at DESC, id DESC) WHERE project_id IS NOT NULL;
CREATE INDEX conversations_assignee ON conversations (tenant_id, assignee_kind, updated_at DESC, id DESC)
  WHERE in_inbox AND (assignee_kind <> 'agent');
CREATE INDEX conversations_widget ON conversations (tenant_id, widget_id) WHERE widget_id IS NOT NULL;
COMMENT ON TABLE conversations IS E'A tree of messages between a person and whoever answers.\n某人与应答者之间的消息树。';
COMMENT ON COLUMN conversations.in_inbox IS E'Opened by a visitor or an end user, so that operators see it.\n由访客或终端用户发起，客服可见。';
COMMENT ON COLUMN conversations.control_epoch IS E'Grows with every change of who answers. An AI write under an older epoch is refused.\n每次更换应答者时加一。旧纪元下的 AI 写入会被拒绝。';
COMMENT ON COLUMN conversations.last_seq IS E'The number of the newest message; counted under this row''s lock, so 1..n without gaps.\n最新消息的序号；在本行的锁下计数，从 1 连续。';
COMMENT ON COLUMN conversations.head_message_id IS E'The last message of the branch that is shown.\n当前显示分支的最后一条消息。';
COMMENT ON COLUMN conversations.active_reply_id IS E'The reply that is queued first or running; the others wait for it.\n最先排队或正在生成的回答；其余等待它。';
COMMENT ON COLUMN conversations.is_starred IS E'A mark of its owner.\n所有者的星标。';
COMMENT ON COLUMN conversations.is_archived IS E'A mark of its owner: out of the way, and found all the same.\n所有者的标记：已归档，但仍可找到。';
COMMENT ON COLUMN conversations.project_id IS E'The project that its owner put it in.\n所有者将其归入的项目。';
COMMENT ON COLUMN conversations.is_named IS E'Whether its title stays as it is: a person chose it, or a model has found one.\n标题是否固定：由人指定，或已由模型拟定。';
COMMENT ON COLUMN conversations.is_muted IS E'A mark of its owner: no agent speaks first here.\n所有者的标记：智能体在此不主动发言。';
COMMENT ON COLUMN conversations.participant_ids IS E'The agents that take part, as they joined; the one that answers may be missing here. Beside the row, so that a turn reads nothing more.\n参与的智能体，按加入顺序；当前应答者可能不在其中。存于此处以便一次读取。';
COMMENT ON COLUMN conversations.assignee_kind IS E'Who the conversation is assigned to: its agent, the member who took it, or the queue.\n会话分配给谁：智能体、接手的成员，或正在排队等待人工。';
COMMENT ON COLUMN conversations.assignee_id IS E'The member whom it is assigned to.\n被分配到的成员。';
COMMENT ON COLUMN conversations.widget_id IS E'The widget that it was started in; its visitor sessions open no other conversation.\n会话开始时所在的网页组件；其访客会话不能打开别的会话。';
COMMENT ON COLUMN conversations.csat_requested IS E'Whether its owner is asked how it went: until they say so or it goes on.\n是否正请所有者评价，直到其作答或会话继续。';
COMMENT ON COLUMN conversations.pending_approvals IS E'How many tool calls wait for consent here, so that a turn need not look.\n此处有多少工具调用等待同意，使对话过程无须另查。';
COMMENT ON COLUMN conversations.reader_ids IS E'The members of the project that it is in: they see it. Kept with every change of either.\n所在项目的成员，可以查看。随两者变化而更新。';
COMMENT ON COLUMN conversations.writer_ids IS E'Those of them who may go on in it.\n其中可以继续发言的成员。';

ALTER TABLE suggestions ADD FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations (tenant_id, id) ON DELETE SET NULL (conversation_id);

CREATE TABLE messages (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  seq integer NOT NULL,
  parent_id uuid,
  author_kind text NOT NULL CHECK (author_kind IN ('member', 'visitor', 'agent', 'system')),
  author_id uuid,
  author_name text NOT NULL,
  role text NOT NULL CHECK (role IN ('user', 'assistant', 'system')),
  parts jsonb NOT NULL,
  client_id text,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  origin text NOT NULL DEFAULT 'turn' CHECK (origin IN ('turn', 'proactive', 'scheduled')),
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, conversation_id, seq),
  FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations (tenant_id, id) ON DELETE CASCADE
) WITH (fillfactor = 70, autovacuum_vacuum_insert_scale_factor = 0.02);
CREATE UNIQUE INDEX messages_client ON messages (tenant_id, conversation_id, author_id, client_id) WHERE client_id IS NOT NULL;
CREATE INDEX messages_parent ON messages (tenant_id, conversation_id, parent_id);
-- What somebody said and uploaded is found by who it was, also where it stands in another's conversation.
CREATE INDEX messages_visitor ON messages (tenant_id, author_id) WHERE author_kind = 'visitor';
-- Finds the first answer of a person; there are few of them.
CREATE INDEX messages_of_members ON messages (tenant_id, conversation_id, seq) INCLUDE (created_at, author_id)
  WHERE (role = 'assistant') AND (author_kind = 'member');
ALTER TABLE messages ALTER COLUMN author_name SET STATISTICS 0, ALTER COLUMN parts SET STATISTICS 0;
COMMENT ON TABLE messages IS E'What was said. An answer''s message is stored with its question and filled while it is written.\n说过的话。回答的消息与问题一同保存，并在生成过程中填充。';
COMMENT ON COLUMN messages.parent_id IS E'The message it follows. Two with one parent are two branches.\n所跟随的消息。同一父消息下的两条是两个分支。';
COMMENT ON COLUMN messages.parts IS E'Array of message parts (contract/src/message-parts.ts).\n消息片段数组（contract/src/message-parts.ts）。';
COMMENT ON COLUMN messages.client_id IS E'Chosen by the author; a repeat gives this message back.\n由作者选定；重复提交返回同一条消息。';
COMMENT ON COLUMN messages.origin IS E'Whether it was said in turn, proactively, or as a scheduled message.\n正常轮次、主动消息，或定时消息。';

CREATE TABLE replies (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  message_id uuid NOT NULL,
  agent_id uuid NOT NULL,
  state text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'running', 'completed', 'failed', 'cancelled', 'interrupted')),
  attempt integer NOT NULL DEFAULT 0,
  control_epoch integer NOT NULL,
  cancel_requested_at timestamptz,
  code text,
  detail text,
  model text,
  input_tokens integer,
  output_tokens integer,
  first_token_ms integer,
  duration_ms integer,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  ended_at timestamptz,
  cost_nanos bigint,
  currency text,
  searched jsonb,
  agent_version integer,
  released_at timestamptz,
  live_hosts text[],
  basis text,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, message_id),
  FOREIGN KEY (tenant_id, message_id) REFERENCES messages (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations (tenant_id, id) ON DELETE CASCADE,
  CHECK ((cost_nanos IS NULL) = (currency IS NULL))
) WITH (fillfactor = 70);
CREATE INDEX replies_open ON replies (tenant_id, conversation_id, created_at) WHERE state IN ('queued', 'running');
COMMENT ON TABLE replies IS E'One answer being written: its state and what it cost. Its lease is that of its job.\n一次回答：其状态与花费。租约即其任务的租约。';
COMMENT ON COLUMN replies.attempt IS E'How often it was begun. A later attempt voids the text of the one before.\n开始过几次。后一次会作废前一次的文字。';
COMMENT ON COLUMN replies.control_epoch IS E'The conversation''s epoch when it was requested.\n请求时会话的纪元。';
COMMENT ON COLUMN replies.cancel_requested_at IS E'Asked to stop. Whoever writes it ends it, so that what was shown is what is kept.\n请求停止的时间。由生成者自行结束，使所见即所存。';
COMMENT ON COLUMN replies.cost_nanos IS E'What it cost in billionths of the currency, by the price of its end; null where no price was known.\n花费，单位为货币的十亿分之一，按结束时的价格；价格未知时为空。';
COMMENT ON COLUMN replies.currency IS E'ISO 4217.\nISO 4217 货币代码。';
COMMENT ON COLUMN replies.searched IS E'What was looked up for it and how well that supports it; null where nothing was.\n为它检索了什么、依据有多充分；没有检索则为空。';
COMMENT ON COLUMN replies.agent_version IS E'The version of its agent that wrote it; null before its end.\n写下回答的智能体版本；结束前为空。';
COMMENT ON COLUMN replies.released_at IS E'When its writer let go of it, after somebody else got the conversation. Nothing more of it is shown after that.\n会话被他人接手后，生成者放手的时间。此后不再显示新内容。';
COMMENT ON COLUMN replies.live_hosts IS E'Where text from outside was read: the hosts to which links in the answer are live all the same. Null where none was read.\n读取过外部文本时，答案中仍可点击链接的主机；没有读取则为空。';
COMMENT ON COLUMN replies.basis IS E'model, or without one: documents, template or limit. Null before the end.\n依据：model，或没有模型时的 documents、template、limit。结束前为空。';

CREATE TABLE conversation_summaries (
  tenant_id uuid NOT NULL,
  message_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  seq integer NOT NULL,
  text text NOT NULL,
  model text NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, message_id),
  FOREIGN KEY (tenant_id, message_id) REFERENCES messages (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX conversation_summaries_newest ON conversation_summaries (tenant_id, conversation_id, seq DESC);
COMMENT ON TABLE conversation_summaries IS E'What was said up to a message, in short: what an agent knows of what its model is no longer shown.\n到某条消息为止的摘要：模型看不到原文时，智能体由此了解前情。';
COMMENT ON COLUMN conversation_summaries.message_id IS E'The last message that it takes in. It holds for every branch that goes on from there.\n摘要涵盖的最后一条消息，对由此延续的各分支都有效。';
COMMENT ON COLUMN conversation_summaries.seq IS E'That of the message, so that the newest is found first.\n该消息的序号，便于先找到最新摘要。';

CREATE TABLE conversation_reviews (
  tenant_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  agent_id uuid NOT NULL,
  last_seq integer NOT NULL,
  reviewed_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, conversation_id, agent_id),
  FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, agent_id) REFERENCES agents (tenant_id, id) ON DELETE CASCADE
);
COMMENT ON TABLE conversation_reviews IS E'How far conversations were reviewed for what they teach an agent.\n为智能体学习而复盘到会话的哪一处。';
COMMENT ON COLUMN conversation_reviews.last_seq IS E'The number of its last message then.\n当时最后一条消息的序号。';

CREATE TABLE read_positions (
  tenant_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  reader_id uuid NOT NULL,
  reader_kind text NOT NULL CHECK (reader_kind IN ('member', 'visitor')),
  seq integer NOT NULL,
  read_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, conversation_id, reader_id),
  FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX read_positions_reader ON read_positions (tenant_id, reader_id, conversation_id);
COMMENT ON TABLE read_positions IS E'How far each reader of a conversation has read it. Never moves back.\n每位读者读到会话的哪一处，只进不退。';
COMMENT ON COLUMN read_positions.reader_id IS E'Its owner, or a member who works at the inbox.\n会话所有者，或在收件箱工作的成员。';
COMMENT ON COLUMN read_positions.seq IS E'The newest message that was read; those before it were read too.\n已读的最新消息；此前的也已读。';

CREATE TABLE message_translations (
  tenant_id uuid NOT NULL,
  message_id uuid NOT NULL,
  language text NOT NULL,
  text text NOT NULL,
  model text NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, message_id, language),
  FOREIGN KEY (tenant_id, message_id) REFERENCES messages (tenant_id, id) ON DELETE CASCADE
);
COMMENT ON TABLE message_translations IS E'What messages say in another language, for the inbox alone: kept, so that it is paid for once.\n消息的译文，仅供收件箱使用；保存下来只付费一次。';

CREATE TABLE scheduled_messages (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  agent_id uuid NOT NULL,
  scheduled_by_kind text NOT NULL,
  scheduled_by_id uuid NOT NULL,
  text text NOT NULL,
  schedule text,
  time_zone text NOT NULL,
  next_at timestamptz(3),
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'cancelled')),
  times_sent integer NOT NULL DEFAULT 0,
  last_sent_at timestamptz(3),
  skip_reason text,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, agent_id) REFERENCES agents (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX scheduled_messages_conversation ON scheduled_messages (tenant_id, conversation_id, next_at);
COMMENT ON TABLE scheduled_messages IS E'Messages that an agent sends at a time that a person chose, once or repeatedly.\n由人指定时间、由智能体发送的消息，一次或重复。';
COMMENT ON COLUMN scheduled_messages.schedule IS E'A cron pattern of five fields; null for once.\n五段式 cron 表达式；只发一次时为空。';
COMMENT ON COLUMN scheduled_messages.next_at IS E'When it is sent next; null when never again.\n下一次发送时间；不再发送时为空。';
COMMENT ON COLUMN scheduled_messages.skip_reason IS E'Why it was not sent when it was last due.\n上次到期时未发送的原因。';

CREATE TABLE conversation_shares (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  owner_id uuid NOT NULL,
  token_hash text NOT NULL,
  title text NOT NULL,
  head_message_id uuid NOT NULL,
  message_count integer NOT NULL,
  expires_at timestamptz(3),
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, head_message_id) REFERENCES messages (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, owner_id) REFERENCES members (tenant_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX conversation_shares_token ON conversation_shares (tenant_id, token_hash);
CREATE INDEX conversation_shares_conversation ON conversation_shares (tenant_id, conversation_id);
CREATE INDEX conversation_shares_head ON conversation_shares (tenant_id, head_message_id);
CREATE INDEX conversation_shares_owner ON conversation_shares (tenant_id, owner_id, id DESC);
COMMENT ON TABLE conversation_shares IS E'Links by which anybody reads a conversation as it was at one moment. A revoked one is gone.\n任何人可凭链接查看某一时刻的会话。撤销后即删除。';
COMMENT ON COLUMN conversation_shares.token_hash IS E'SHA-256 of what the link says; the link itself is kept nowhere.\n链接内容的 SHA-256；链接本身不保存。';
COMMENT ON COLUMN conversation_shares.title IS E'What it was called at that moment.\n当时的标题。';
COMMENT ON COLUMN conversation_shares.head_message_id IS E'The last message that is shown; the path up to the first one is what is shown besides.\n分享中显示的最后一条消息；此前的整条路径也会显示。';
COMMENT ON COLUMN conversation_shares.updated_at IS E'That moment.\n分享的时刻。';

CREATE TABLE share_settings (
  tenant_id uuid PRIMARY KEY REFERENCES tenants ON DELETE CASCADE,
  is_on boolean NOT NULL DEFAULT true
);
COMMENT ON TABLE share_settings IS E'Whether conversations may be read by links at all; without a row they may.\n是否允许凭链接查看会话；没有该行则允许。';

CREATE TABLE search_entries (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  said_at timestamptz(3) NOT NULL,
  terms tsvector NOT NULL,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT search_entries_tenant_id_fkey1 FOREIGN KEY (tenant_id) REFERENCES tenants ON DELETE CASCADE
) PARTITION BY RANGE (id);
CREATE INDEX search_entries_terms ON search_entries USING gin (terms);
CREATE INDEX search_entries_conversation ON search_entries (tenant_id, conversation_id);
COMMENT ON TABLE search_entries IS E'What conversations are found by: one entry for each title and each message.\n用于查找会话的条目，每个标题和每条消息各一条。';
COMMENT ON COLUMN search_entries.id IS E'The message''s id; the conversation''s own for its title.\n消息的编号；标题则为会话的编号。';
COMMENT ON COLUMN search_entries.terms IS E'Terms without positions; =owner, #tenant of the inbox''s and @tenant, so that the index alone keeps to who may look.\n不含位置的检索词；=所有者、#收件箱所属租户、@租户，使索引本身就限定可见范围。';

-- Entries by the month of their ids, made ahead of time by the server (platform/database/partitions) from search_entries_rest,
-- where what fits in none is kept.
CREATE TABLE search_entries_rest PARTITION OF search_entries DEFAULT;
ALTER TABLE search_entries_rest ALTER COLUMN terms SET STATISTICS 0;
-- The lowest id that is made at a moment or later.
CREATE OR REPLACE FUNCTION pg_temp.first_id_of(moment timestamptz) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT overlay(lpad(to_hex((extract(epoch FROM moment) * 1000)::bigint), 12, '0') PLACING '-' FROM 9 FOR 0) || '-7000-8000-000000000000'
$$;
DO $$
BEGIN
  EXECUTE format('CREATE TABLE search_entries_first PARTITION OF search_entries FOR VALUES FROM (MINVALUE) TO (%L)',
    pg_temp.first_id_of(date_trunc('month', now() + interval '2 months', 'UTC')));
END $$;
ALTER TABLE search_entries_first ALTER COLUMN terms SET STATISTICS 0;

CREATE TABLE files (
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  id uuid NOT NULL,
  owner_kind text NOT NULL,
  owner_id uuid NOT NULL,
  name text NOT NULL,
  media_type text NOT NULL,
  size_bytes bigint NOT NULL,
  sha256 text NOT NULL,
  blob_key text NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  quarantined_at timestamptz(3),
  threat text,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT files_quarantine CHECK ((quarantined_at IS NULL) = (threat IS NULL))
);
CREATE INDEX files_owner ON files (tenant_id, owner_id);
COMMENT ON TABLE files IS E'Uploads. The bytes are outside the database, under blob_key.\n上传的文件。字节存于数据库之外的 blob_key。';
COMMENT ON COLUMN files.quarantined_at IS E'When a scanner found something in it: nobody reads it from then on.\n扫描程序发现问题的时间，此后无人可读。';
COMMENT ON COLUMN files.threat IS E'What the scanner calls what it found.\n扫描程序对问题的称呼。';

CREATE TABLE file_texts (
  tenant_id uuid NOT NULL,
  file_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('words', 'transcript', 'description')),
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'ready', 'failed')),
  taken_until timestamptz(3),
  text text NOT NULL DEFAULT '',
  is_cut boolean NOT NULL DEFAULT false,
  pages jsonb NOT NULL DEFAULT '[]',
  seconds real,
  language text,
  error_code text,
  made_at timestamptz(3),
  reading integer NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, file_id),
  FOREIGN KEY (tenant_id, file_id) REFERENCES files (tenant_id, id) ON DELETE CASCADE,
  CHECK ((state = 'failed') = (error_code IS NOT NULL))
);
COMMENT ON TABLE file_texts IS E'What an uploaded file says, made once: the words of a document, what is spoken, what a picture shows.\n上传文件的内容，只制作一次：文档的文字、语音的转写、图片的描述。';
COMMENT ON COLUMN file_texts.taken_until IS E'Until when whoever makes it is believed to be at it.\n在此之前视为有人正在制作。';
COMMENT ON COLUMN file_texts.pages IS E'Where pages begin in the text, in order.\n各页在文本中的起点，依次排列。';
COMMENT ON COLUMN file_texts.error_code IS E'A code that says why there is none.\n没有文本的原因代码。';
COMMENT ON COLUMN file_texts.reading IS E'The version of the rules by which the file was read; by the first, its characters became compatible ones (NFKC).\n读取文件所用规则的版本；第一版把字符转为兼容形式（NFKC）。';

CREATE TABLE file_limits (
  tenant_id uuid PRIMARY KEY REFERENCES tenants ON DELETE CASCADE,
  image_bytes bigint CHECK (image_bytes >= 0),
  audio_bytes bigint CHECK (audio_bytes >= 0),
  video_bytes bigint CHECK (video_bytes >= 0),
  document_bytes bigint CHECK (document_bytes >= 0)
);
COMMENT ON TABLE file_limits IS E'How large files may be that people of a tenant send, by kind; no row or null: as large as the server takes them. 0: none are taken.\n租户内各类文件允许的大小；没有该行或为空则按服务器上限，0 为不接收。';

CREATE TABLE imports (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  owner_id uuid NOT NULL,
  file_id uuid,
  file_name text NOT NULL,
  project_id uuid,
  state text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'running', 'done', 'failed')),
  items_total integer,
  imported integer NOT NULL DEFAULT 0,
  skipped integer NOT NULL DEFAULT 0,
  failed integer NOT NULL DEFAULT 0,
  failures jsonb NOT NULL DEFAULT '[]',
  detail text,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  ended_at timestamptz,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, owner_id) REFERENCES members (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, file_id) REFERENCES files (tenant_id, id) ON DELETE SET NULL (file_id),
  FOREIGN KEY (tenant_id, project_id) REFERENCES projects (tenant_id, id) ON DELETE SET NULL (project_id)
);
CREATE INDEX imports_owner ON imports (tenant_id, owner_id, id DESC);
COMMENT ON TABLE imports IS E'Conversations of other systems, or of our own files, that members took in.\n成员导入的其他系统或自有文件中的会话。';
COMMENT ON COLUMN imports.failures IS E'Which items could not be taken in and why: {item, title, reason}; the first hundred.\n哪些条目未能导入及原因：{item, title, reason}；前一百条。';
COMMENT ON COLUMN imports.detail IS E'Why all of it failed.\n全部失败的原因。';

CREATE TABLE imported_conversations (
  tenant_id uuid NOT NULL,
  owner_id uuid NOT NULL,
  format text NOT NULL,
  external_id text NOT NULL,
  conversation_id uuid NOT NULL,
  PRIMARY KEY (tenant_id, owner_id, format, external_id),
  FOREIGN KEY (tenant_id, owner_id) REFERENCES members (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX imported_conversations_conversation ON imported_conversations (tenant_id, conversation_id);
COMMENT ON TABLE imported_conversations IS E'What imported conversations were called where they came from, so that none is taken in twice.\n导入会话在来源处的名称，避免重复导入。';
COMMENT ON COLUMN imported_conversations.external_id IS E'The name by which that system knows it; of the format alone.\n来源系统对它的称呼；只随格式而定。';
