-- What people do with conversations: the inbox, teams, service levels, canned replies and ratings.

CREATE TABLE inbox_states (
  tenant_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'pending', 'snoozed', 'resolved')),
  snoozed_until timestamptz(3),
  priority text NOT NULL DEFAULT 'none' CHECK (priority IN ('none', 'low', 'medium', 'high', 'urgent')),
  labels text[] NOT NULL DEFAULT '{}',
  asked_at timestamptz(3),
  asked_why text,
  asked_text text,
  first_answered_at timestamptz(3),
  told_nobody_at timestamptz(3),
  PRIMARY KEY (tenant_id, conversation_id),
  FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations (tenant_id, id) ON DELETE CASCADE,
  CHECK ((state = 'snoozed') = (snoozed_until IS NOT NULL))
);
CREATE INDEX inbox_states_state ON inbox_states (tenant_id, state);
COMMENT ON TABLE inbox_states IS E'How the inbox keeps a conversation, from its first handoff on. Its owner sees nothing of it.\n会话在收件箱的状态，从首次转人工开始。所有者看不到。';
COMMENT ON COLUMN inbox_states.snoozed_until IS E'When it opens again by itself.\n自动重新打开的时间。';
COMMENT ON COLUMN inbox_states.labels IS E'Words that the inbox sorts by.\n客服用于分类的标签。';
COMMENT ON COLUMN inbox_states.asked_at IS E'When a person was asked for last.\n最近一次请求人工的时间。';
COMMENT ON COLUMN inbox_states.first_answered_at IS E'When a member answered first after that.\n此后成员首次回复的时间。';
COMMENT ON COLUMN inbox_states.told_nobody_at IS E'When its owner was told that nobody is there; once for each time a person was asked for.\n告知所有者暂无人值守的时间；每次请求人工只告知一次。';

CREATE TABLE inbox_entries (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('note', 'draft', 'handed', 'summary')),
  author_kind text NOT NULL,
  author_id uuid,
  author_name text NOT NULL,
  text text NOT NULL DEFAULT '',
  reply_id uuid,
  from_kind text,
  from_id uuid,
  to_kind text,
  to_id uuid,
  why text,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  summary jsonb,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX inbox_entries_conversation ON inbox_entries (tenant_id, conversation_id, id);
CREATE UNIQUE INDEX inbox_entries_draft ON inbox_entries (tenant_id, reply_id) WHERE kind = 'draft';
COMMENT ON TABLE inbox_entries IS E'What only the inbox reads of a conversation: notes, what an agent wrote too late, and who had it when.\n只有客服能看到的内容：备注、智能体迟到的回答，以及何时由谁接手。';
COMMENT ON COLUMN inbox_entries.reply_id IS E'Of a draft: the reply that was lost.\n草稿对应的、未能发出的回答。';
COMMENT ON COLUMN inbox_entries.why IS E'Of a handoff: why it happened (contract/src/shapes/inbox.ts).\n转人工的原因（contract/src/shapes/inbox.ts）。';
COMMENT ON COLUMN inbox_entries.summary IS E'Of a summary: what was asked, what was tried, and the mood (contract/src/shapes/inbox.ts).\n摘要：问了什么、试过什么、情绪如何（contract/src/shapes/inbox.ts）。';

CREATE TABLE teams (
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  id uuid NOT NULL,
  name text NOT NULL,
  is_default boolean NOT NULL DEFAULT false,
  auto_assignment text NOT NULL DEFAULT 'by-hand' CHECK (auto_assignment IN ('by-hand', 'round-robin', 'least-busy')),
  capacity integer NOT NULL DEFAULT 5 CHECK (capacity >= 0),
  reassign_after_seconds integer DEFAULT 120 CHECK (reassign_after_seconds >= 0),
  turn_count integer NOT NULL DEFAULT 0,
  time_zone text NOT NULL DEFAULT 'UTC',
  hours jsonb,
  holidays jsonb NOT NULL DEFAULT '[]',
  closed_line text,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  sla jsonb,
  PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX teams_name ON teams (tenant_id, lower(name));
CREATE UNIQUE INDEX teams_default ON teams (tenant_id) WHERE is_default;
COMMENT ON TABLE teams IS E'Members who answer together, and how conversations that wait are given to them.\n共同应答的成员，以及等待中的会话如何分配。';
COMMENT ON COLUMN teams.is_default IS E'Gets what comes without the name of a team. Exactly one is, where there are any.\n接收未指定团队的会话。有团队时恰有一个。';
COMMENT ON COLUMN teams.capacity IS E'How many open conversations a member has at once, where nothing else is said of the member.\n未单独设置时，每名成员同时处理的会话上限。';
COMMENT ON COLUMN teams.reassign_after_seconds IS E'Whoever is gone for so long gives unanswered conversations back; null: never by being gone.\n离开这么久的成员交还未答复的会话；为空则从不。';
COMMENT ON COLUMN teams.turn_count IS E'How often somebody of it was given a conversation.\n团队成员共分到会话多少次。';
COMMENT ON COLUMN teams.hours IS E'When it is open, by the days of the week (TeamHours of contract/src/shapes/team.ts); null: always.\n一周各日的营业时间（contract/src/shapes/team.ts 的 TeamHours）；为空则始终营业。';
COMMENT ON COLUMN teams.holidays IS E'Days on which it is closed: [{day, name}].\n休息日：[{day, name}]。';
COMMENT ON COLUMN teams.closed_line IS E'What is said outside of its hours; null: a sentence in the language of the message.\n非营业时间的回复；为空则用与消息同语言的默认句子。';
COMMENT ON COLUMN teams.sla IS E'How soon people are answered (TeamSla of contract/src/shapes/team.ts); null: nothing was promised.\n响应时限（contract/src/shapes/team.ts 的 TeamSla）；为空则没有承诺。';

CREATE TABLE team_members (
  tenant_id uuid NOT NULL,
  team_id uuid NOT NULL,
  member_id uuid NOT NULL,
  skills text[] NOT NULL DEFAULT '{}',
  capacity integer CHECK (capacity >= 0),
  last_turn integer NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant_id, team_id, member_id),
  FOREIGN KEY (tenant_id, team_id) REFERENCES teams (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, member_id) REFERENCES members (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX team_members_member ON team_members (tenant_id, member_id);
COMMENT ON TABLE team_members IS E'Who is in a team, and what they can do.\n团队成员及其技能。';
COMMENT ON COLUMN team_members.skills IS E'Words such as languages and subjects.\n语言、专长等词。';
COMMENT ON COLUMN team_members.capacity IS E'Null: that of the team.\n为空则按团队设置。';
COMMENT ON COLUMN team_members.last_turn IS E'The turn of the team in which they were given a conversation last.\n最近一次分到会话是团队的第几次分配。';

CREATE TABLE team_conversations (
  tenant_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  team_id uuid NOT NULL,
  waiting_since timestamptz(3) NOT NULL,
  is_told_closed boolean NOT NULL DEFAULT false,
  PRIMARY KEY (tenant_id, conversation_id),
  FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, team_id) REFERENCES teams (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX team_conversations_team ON team_conversations (tenant_id, team_id);
COMMENT ON TABLE team_conversations IS E'Which team a conversation is with, while it waits for a person or one has it.\n等待人工或已被接手期间，会话归属哪个团队。';
COMMENT ON COLUMN team_conversations.waiting_since IS E'When it came to the queue first; who waits longest is given to somebody first.\n首次进入队列的时间；等待最久者优先分配。';
COMMENT ON COLUMN team_conversations.is_told_closed IS E'Whether its owner was told that nobody is there at this hour, and is told when that is over.\n是否已告知所有者此时无人值守，并在结束时再告知。';

CREATE TABLE agent_teams (
  tenant_id uuid NOT NULL,
  agent_id uuid NOT NULL,
  team_id uuid,
  skills text[] NOT NULL DEFAULT '{}',
  PRIMARY KEY (tenant_id, agent_id),
  FOREIGN KEY (tenant_id, agent_id) REFERENCES agents (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, team_id) REFERENCES teams (tenant_id, id) ON DELETE SET NULL (team_id)
);
CREATE INDEX agent_teams_team ON agent_teams (tenant_id, team_id);
COMMENT ON TABLE agent_teams IS E'To which team an agent hands conversations over, and what its people must be able to do.\n智能体把会话转给哪个团队，以及接手者应会什么。';
COMMENT ON COLUMN agent_teams.team_id IS E'Null: the default team.\n为空表示默认团队。';
COMMENT ON COLUMN agent_teams.skills IS E'Asked of whoever gets its conversations, as far as somebody in the team has them.\n接手其会话的人应具备的技能，团队中有人具备时才要求。';

CREATE TABLE away_members (
  tenant_id uuid NOT NULL,
  member_id uuid NOT NULL,
  since timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, member_id),
  FOREIGN KEY (tenant_id, member_id) REFERENCES members (tenant_id, id) ON DELETE CASCADE
);
COMMENT ON TABLE away_members IS E'Members who set themselves away, though they may be signed in.\n声明暂离的成员，尽管可能仍在登录。';

CREATE TABLE presences (
  tenant_id uuid NOT NULL,
  member_id uuid NOT NULL,
  process_id uuid NOT NULL,
  seen_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, member_id, process_id),
  FOREIGN KEY (tenant_id, member_id) REFERENCES members (tenant_id, id) ON DELETE CASCADE
);
COMMENT ON TABLE presences IS E'Presence: members who have a window open, by the process that serves it.\n在线状态：打开着窗口的成员，按为其服务的进程记录。';
COMMENT ON COLUMN presences.seen_at IS E'When that process said so last; one that is silent has died.\n该进程最近一次报告的时间；不再报告即视为已停止。';

CREATE TABLE sla_timers (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  team_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('first-reply', 'next-reply', 'resolution')),
  target_seconds integer NOT NULL,
  warn_seconds integer NOT NULL,
  in_open_hours boolean NOT NULL,
  started_at timestamptz(3) NOT NULL,
  left_seconds integer NOT NULL,
  running_since timestamptz(3),
  warns_at timestamptz(3),
  due_at timestamptz(3),
  warned_at timestamptz(3),
  breached_at timestamptz(3),
  ended_at timestamptz(3),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, team_id) REFERENCES teams (tenant_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX sla_timers_running ON sla_timers (tenant_id, conversation_id, kind) WHERE ended_at IS NULL;
CREATE INDEX sla_timers_conversation ON sla_timers (tenant_id, conversation_id, started_at);
CREATE INDEX sla_timers_team ON sla_timers (tenant_id, team_id, started_at);
COMMENT ON TABLE sla_timers IS E'SLA timers: how long somebody may still wait for what their team promised; those that ended are kept for reports.\nSLA 计时器：距团队承诺的响应时限还有多久；结束的保留用于统计。';
COMMENT ON COLUMN sla_timers.warn_seconds IS E'So long before the end it is warned.\n到期前多少秒预警。';
COMMENT ON COLUMN sla_timers.in_open_hours IS E'Whether it runs while the inbox is open alone.\n是否只在营业时间内计时。';
COMMENT ON COLUMN sla_timers.left_seconds IS E'What was left of the target when it began to run last, or when it was paused.\n最近一次开始计时或暂停时剩余的秒数。';
COMMENT ON COLUMN sla_timers.running_since IS E'Null while it is paused.\n暂停时为空。';
COMMENT ON COLUMN sla_timers.due_at IS E'Null while it is paused, and where the inbox never opens.\n暂停期间及收件箱从不开放时为空。';
COMMENT ON COLUMN sla_timers.breached_at IS E'When the target was missed; null where it was kept so far.\n超出时限的时间；至今未超则为空。';

CREATE TABLE canned_replies (
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  id uuid NOT NULL,
  name text NOT NULL,
  text text NOT NULL,
  searched text NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX canned_replies_name ON canned_replies (tenant_id, lower(name));
COMMENT ON TABLE canned_replies IS E'Texts that the inbox answers with again and again.\n客服反复使用的快捷回复。';
COMMENT ON COLUMN canned_replies.searched IS E'Name and text as they are searched: lower case, simplified characters.\n用于搜索的名称与正文：小写、简体。';

CREATE TABLE macros (
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  id uuid NOT NULL,
  name text NOT NULL,
  steps jsonb NOT NULL,
  searched text NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX macros_name ON macros (tenant_id, lower(name));
COMMENT ON TABLE macros IS E'Several steps at the inbox under one name.\n收件箱的多步操作，以一个名称执行。';
COMMENT ON COLUMN macros.steps IS E'What is done, in order (contract/src/shapes/canned.ts).\n依次执行的步骤（contract/src/shapes/canned.ts）。';

CREATE TABLE csat_settings (
  tenant_id uuid PRIMARY KEY REFERENCES tenants ON DELETE CASCADE,
  is_on boolean NOT NULL DEFAULT false,
  asks_after_agents boolean NOT NULL DEFAULT false,
  delay_minutes integer NOT NULL DEFAULT 0 CHECK (delay_minutes >= 0),
  change_minutes integer NOT NULL DEFAULT 1440 CHECK (change_minutes >= 0),
  questions jsonb NOT NULL DEFAULT '{}'
);
COMMENT ON TABLE csat_settings IS E'Whether and how people are asked how a conversation went; no row: they are not.\n是否以及如何请人评价会话；没有该行则不询问。';
COMMENT ON COLUMN csat_settings.questions IS E'The words of the question by language, where they are not ours.\n按语言自定义的提问文字。';

CREATE TABLE csat_ratings (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  owner_kind text NOT NULL,
  owner_id uuid NOT NULL,
  member_id uuid,
  resolved_at timestamptz(3) NOT NULL,
  asked_at timestamptz(3) NOT NULL,
  score smallint CHECK ((score >= 1) AND (score <= 5)),
  comment text NOT NULL DEFAULT '',
  rated_at timestamptz(3),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations (tenant_id, id) ON DELETE CASCADE,
  CHECK ((score IS NULL) = (rated_at IS NULL))
);
CREATE UNIQUE INDEX csat_ratings_resolution ON csat_ratings (tenant_id, conversation_id, resolved_at);
CREATE INDEX csat_ratings_rated ON csat_ratings (tenant_id, rated_at) WHERE rated_at IS NOT NULL;
CREATE INDEX csat_ratings_owner ON csat_ratings (tenant_id, owner_id);
COMMENT ON TABLE csat_ratings IS E'That somebody was asked how a conversation went, once for each resolution, and their CSAT rating.\n每次解决后的评价邀请及其结果。';
COMMENT ON COLUMN csat_ratings.member_id IS E'Who had the conversation when it was resolved; null where no person did.\n会话解决时由谁接手；无人接手时为空。';
