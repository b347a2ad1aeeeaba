-- Agents: what they are now, what they were, and what they may become.

CREATE TABLE agents (
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  id uuid NOT NULL,
  name text NOT NULL,
  instructions text NOT NULL DEFAULT '',
  model text,
  temperature double precision,
  tools text[] NOT NULL DEFAULT '{}',
  deleted_at timestamptz,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  unsupported_claims text NOT NULL DEFAULT 'show' CHECK (unsupported_claims IN ('show', 'flag', 'withhold', 'handoff')),
  tone text NOT NULL DEFAULT '',
  examples jsonb NOT NULL DEFAULT '[]',
  top_p double precision,
  max_output_tokens integer,
  frequency_penalty double precision,
  presence_penalty double precision,
  version integer NOT NULL DEFAULT 1,
  adapts text NOT NULL DEFAULT 'ask' CHECK (adapts IN ('never', 'ask', 'self')),
  adapts_every integer NOT NULL DEFAULT 20 CHECK (adapts_every >= 20),
  adapts_above double precision NOT NULL DEFAULT 0.8,
  summary_every integer CHECK (summary_every >= 0),
  remembers boolean NOT NULL DEFAULT false,
  speaks_first boolean NOT NULL DEFAULT false,
  proactive_after_minutes integer NOT NULL DEFAULT 60 CHECK (proactive_after_minutes > 0),
  proactive_per_day integer NOT NULL DEFAULT 2 CHECK (proactive_per_day > 0),
  proactive_unanswered_max integer NOT NULL DEFAULT 1 CHECK (proactive_unanswered_max > 0),
  transfer_target_ids uuid[] NOT NULL DEFAULT '{}',
  splits_replies boolean NOT NULL DEFAULT false,
  handoff jsonb NOT NULL DEFAULT '{}',
  owner_id uuid,
  PRIMARY KEY (tenant_id, id)
);
-- A member's own agent is there for that member and for the server itself, whatever a statement asks for.
CREATE POLICY own ON agents AS RESTRICTIVE TO parley_app
  USING (owner_id IS NULL OR coalesce(current_setting('app.viewer', true), 'server') IN ('server', owner_id::text));
COMMENT ON TABLE agents IS E'The AI personas that answer. A deleted one keeps its row, since its messages name it.\n负责回答的智能体。删除后仍保留该行，因为消息引用它。';
COMMENT ON COLUMN agents.model IS E'provider/model; null for the server''s default.\nprovider/model；为空则用服务器默认模型。';
COMMENT ON COLUMN agents.tools IS E'Names of the tools that it may call; one that does not exist is passed over.\n可以调用的工具名称；不存在的会被跳过。';
COMMENT ON COLUMN agents.unsupported_claims IS E'What becomes of a sentence of an answer that nothing supports.\n回答中没有依据的句子如何处理。';
COMMENT ON COLUMN agents.examples IS E'Pairs of question and answer: [{question, answer}].\n问答示例：[{question, answer}]。';
COMMENT ON COLUMN agents.version IS E'The version that answers. The other columns hold its content, so that a turn reads one row.\n当前用于回答的版本。其余列保存其内容，使一次对话只读一行。';
COMMENT ON COLUMN agents.adapts IS E'What becomes of what conversations teach: never looked for, the owner is asked, or done by itself above a confidence.\n如何处理从会话中学到的内容：不学习、询问所有者，或把握足够时自动更新。';
COMMENT ON COLUMN agents.adapts_every IS E'Messages of a conversation between two reviews.\n会话中每隔多少条消息复盘一次。';
COMMENT ON COLUMN agents.summary_every IS E'How many messages a summary takes in at a time; 0: there is none; null: as the server has it.\n每次摘要涵盖多少条消息；0 为不做摘要；为空则按服务器设置。';
COMMENT ON COLUMN agents.remembers IS E'Whether it keeps memories of the people it talks with.\n是否记住与之交谈的人。';
COMMENT ON COLUMN agents.speaks_first IS E'Whether it may write to people who agree without being asked something.\n是否可以主动联系已同意的人。';
COMMENT ON COLUMN agents.proactive_after_minutes IS E'How long a conversation is quiet before its model is asked whether to speak.\n会话安静多少分钟后，询问模型是否主动发言。';
COMMENT ON COLUMN agents.proactive_per_day IS E'How often it speaks first to one person within 24 hours, at most.\n24 小时内最多主动联系同一人几次。';
COMMENT ON COLUMN agents.proactive_unanswered_max IS E'How often it speaks first in a conversation before the person has answered, at most.\n对方回复之前，在一个会话中最多主动发言几次。';
COMMENT ON COLUMN agents.transfer_target_ids IS E'The agents that it may transfer a conversation to, wherever it answers. One that was deleted is skipped.\n可以把会话转交给哪些智能体；已删除的会被跳过。';
COMMENT ON COLUMN agents.splits_replies IS E'Whether its answers arrive as several messages, one after another.\n回答是否分成多条消息依次发出。';
COMMENT ON COLUMN agents.handoff IS E'When it hands conversations to people, where that is not as usual (AgentHandoff of contract/src/shapes/agent.ts).\n何时转人工；与默认不同时才记录（contract/src/shapes/agent.ts 的 AgentHandoff）。';
COMMENT ON COLUMN agents.owner_id IS E'The member who alone sees it; null: everybody in the tenant who may see agents.\n只有该成员能看到此智能体；为空则租户内有权查看智能体的人都能看到。';

ALTER TABLE budgets ADD FOREIGN KEY (tenant_id, agent_id) REFERENCES agents (tenant_id, id) ON DELETE CASCADE;

ALTER TABLE completions ADD FOREIGN KEY (tenant_id, agent_id) REFERENCES agents (tenant_id, id);

CREATE TABLE agent_versions (
  tenant_id uuid NOT NULL,
  agent_id uuid NOT NULL,
  number integer NOT NULL CHECK (number > 0),
  content jsonb NOT NULL,
  changed text[] NOT NULL DEFAULT '{}',
  origin text NOT NULL CHECK (origin IN ('made', 'published', 'changed', 'adapted', 'undone')),
  note text NOT NULL DEFAULT '',
  author_kind text NOT NULL,
  author_id uuid,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, agent_id, number),
  FOREIGN KEY (tenant_id, agent_id) REFERENCES agents (tenant_id, id) ON DELETE CASCADE
);
CREATE POLICY own ON agent_versions AS RESTRICTIVE TO parley_app
  USING (EXISTS (SELECT FROM agents WHERE agents.tenant_id = agent_versions.tenant_id AND agents.id = agent_versions.agent_id));
COMMENT ON TABLE agent_versions IS E'What an agent was and is, whole and never changed again.\n智能体的历史与现行版本，完整保存且不再改动。';
COMMENT ON COLUMN agent_versions.number IS E'1..n within its agent, no gaps.\n在该智能体内从 1 连续编号。';
COMMENT ON COLUMN agent_versions.content IS E'The configuration as the contract has it; fields that came later are missing in older ones.\n该版本的完整配置；较早的版本没有后来新增的字段。';
COMMENT ON COLUMN agent_versions.changed IS E'Which fields differ from the version before.\n与上一版本相比改动了哪些字段。';

CREATE TABLE agent_drafts (
  tenant_id uuid NOT NULL,
  agent_id uuid NOT NULL,
  changes jsonb NOT NULL,
  revision integer NOT NULL,
  author_kind text NOT NULL,
  author_id uuid,
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, agent_id),
  FOREIGN KEY (tenant_id, agent_id) REFERENCES agents (tenant_id, id) ON DELETE CASCADE
);
CREATE POLICY own ON agent_drafts AS RESTRICTIVE TO parley_app
  USING (EXISTS (SELECT FROM agents WHERE agents.tenant_id = agent_drafts.tenant_id AND agents.id = agent_drafts.agent_id));
COMMENT ON TABLE agent_drafts IS E'What is changed of an agent and not published yet: the fields that differ. Apart from the agent, since turns never need it.\n智能体尚未发布的改动：与现行版本不同的字段。单独存放，因为对话过程用不到它。';
COMMENT ON COLUMN agent_drafts.changes IS E'Changed fields of the agent’s configuration, as the contract has them.\n智能体配置中改动的字段，格式与 API 约定一致。';
COMMENT ON COLUMN agent_drafts.revision IS E'Grows with every change, so that nobody publishes what they have not seen.\n每次改动加一，避免发布自己没有看过的内容。';

CREATE TABLE suggestions (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  agent_id uuid NOT NULL,
  conversation_id uuid,
  base_version integer NOT NULL,
  base_instructions text NOT NULL,
  instructions text NOT NULL,
  reason text NOT NULL,
  confidence double precision NOT NULL,
  evidence uuid[] NOT NULL DEFAULT '{}',
  idea text[] NOT NULL,
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'applied', 'adapted', 'dismissed', 'undone')),
  version integer,
  settled_kind text,
  settled_id uuid,
  settled_at timestamptz(3),
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, agent_id) REFERENCES agents (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX suggestions_agent ON suggestions (tenant_id, agent_id, state, id);
CREATE INDEX suggestions_conversation ON suggestions (tenant_id, conversation_id);
CREATE POLICY own ON suggestions AS RESTRICTIVE TO parley_app
  USING (EXISTS (SELECT FROM agents WHERE agents.tenant_id = suggestions.tenant_id AND agents.id = suggestions.agent_id));
COMMENT ON TABLE suggestions IS E'Changes to an agent that a conversation review proposed, and what became of them.\n会话复盘提出的智能体修改建议及其结果。';
COMMENT ON COLUMN suggestions.evidence IS E'The messages that it rests on; their text is told only to who may read them.\n所依据的消息；原文只给有权阅读的人。';
COMMENT ON COLUMN suggestions.idea IS E'The terms of what it adds, by which the same idea is known again.\n新增内容的检索词，用于辨认相同的想法。';
COMMENT ON COLUMN suggestions.version IS E'The version that it became.\n采纳后成为的版本。';
