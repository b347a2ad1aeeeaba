ALTER TABLE agents
  ADD COLUMN tone text NOT NULL DEFAULT '',
  ADD COLUMN examples jsonb NOT NULL DEFAULT '[]',
  ADD COLUMN top_p double precision,
  ADD COLUMN max_output_tokens integer,
  ADD COLUMN frequency_penalty double precision,
  ADD COLUMN presence_penalty double precision,
  ADD COLUMN version integer NOT NULL DEFAULT 1,
  ADD COLUMN adapts text NOT NULL DEFAULT 'ask' CHECK (adapts IN ('never', 'ask', 'self')),
  ADD COLUMN adapts_every integer NOT NULL DEFAULT 20 CHECK (adapts_every >= 20),
  ADD COLUMN adapts_above double precision NOT NULL DEFAULT 0.8;
COMMENT ON COLUMN agents.examples IS 'Pairs of question and answer: [{question, answer}].';
COMMENT ON COLUMN agents.version IS 'The version that answers. The other columns hold its content, so that a turn reads one row.';
COMMENT ON COLUMN agents.adapts IS 'What becomes of what conversations teach: never looked for, the owner is asked, or done by itself above a confidence.';
COMMENT ON COLUMN agents.adapts_every IS 'Messages of a conversation between two readings.';

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
COMMENT ON TABLE agent_versions IS 'What an agent was and is, whole and never changed again.';
COMMENT ON COLUMN agent_versions.content IS 'Its character as the contract has it; fields that came later are missing in older ones.';
COMMENT ON COLUMN agent_versions.number IS '1..n within its agent, no gaps.';
COMMENT ON COLUMN agent_versions.changed IS 'Which fields differ from the version before.';

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
COMMENT ON TABLE agent_drafts IS 'What is changed of an agent and not published yet: the fields that differ. Apart from the agent, since turns never need it.';
COMMENT ON COLUMN agent_drafts.changes IS 'Fields of its character, as the contract has them.';
COMMENT ON COLUMN agent_drafts.revision IS 'Grows with every change, so that nobody publishes what they have not seen.';

-- Every agent that is there becomes its version 1. The owner of a table that forces its isolation sees nothing of it.
ALTER TABLE agents NO FORCE ROW LEVEL SECURITY;
ALTER TABLE agent_sources NO FORCE ROW LEVEL SECURITY;
INSERT INTO agent_versions (tenant_id, agent_id, number, content, origin, author_kind, created_at)
SELECT tenant_id, id, 1, jsonb_build_object(
    'name', name, 'instructions', instructions, 'model', model, 'temperature', temperature,
    'unsupportedClaims', unsupported_claims, 'tools', to_jsonb(tools),
    'sourceIds', (SELECT coalesce(jsonb_agg(source_id ORDER BY source_id), '[]') FROM agent_sources s
      WHERE s.tenant_id = agents.tenant_id AND s.agent_id = agents.id),
    'sourceWeights', (SELECT coalesce(jsonb_agg(jsonb_build_object('sourceId', source_id, 'weight', weight)
      ORDER BY source_id), '[]') FROM agent_sources s
      WHERE s.tenant_id = agents.tenant_id AND s.agent_id = agents.id AND weight <> 1)),
  'made', 'system', updated_at
FROM agents;

ALTER TABLE replies ADD COLUMN agent_version integer;
COMMENT ON COLUMN replies.agent_version IS 'The version of its agent that wrote it; null before its end.';

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
  FOREIGN KEY (tenant_id, agent_id) REFERENCES agents (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations (tenant_id, id) ON DELETE SET NULL (conversation_id)
);
CREATE INDEX suggestions_agent ON suggestions (tenant_id, agent_id, state, id);
CREATE INDEX suggestions_conversation ON suggestions (tenant_id, conversation_id);
COMMENT ON TABLE suggestions IS 'Changes to an agent that a reading of a conversation proposed, and what became of them.';
COMMENT ON COLUMN suggestions.evidence IS 'The messages that it rests on; their text is told only to who may read them.';
COMMENT ON COLUMN suggestions.idea IS 'The terms of what it adds, by which the same idea is known again.';
COMMENT ON COLUMN suggestions.version IS 'The version that it became.';

CREATE TABLE conversation_readings (
  tenant_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  agent_id uuid NOT NULL,
  last_seq integer NOT NULL,
  read_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, conversation_id, agent_id),
  FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, agent_id) REFERENCES agents (tenant_id, id) ON DELETE CASCADE
);
COMMENT ON TABLE conversation_readings IS 'How far conversations were read for what they teach an agent.';
COMMENT ON COLUMN conversation_readings.last_seq IS 'The number of its last message then.';
