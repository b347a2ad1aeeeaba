CREATE TABLE facts (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  agent_id uuid NOT NULL,
  member_id uuid,
  visitor_id uuid,
  person_id uuid NOT NULL GENERATED ALWAYS AS (coalesce(member_id, visitor_id)) STORED,
  kind text NOT NULL CHECK (kind IN ('person', 'preference', 'ongoing')),
  text text NOT NULL,
  terms text[] NOT NULL,
  origin text NOT NULL CHECK (origin IN ('learnt', 'typed')),
  conversation_id uuid,
  message_id uuid,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  CHECK (num_nonnulls(member_id, visitor_id) = 1),
  CHECK ((origin = 'learnt') = (message_id IS NOT NULL AND conversation_id IS NOT NULL)),
  FOREIGN KEY (tenant_id, agent_id) REFERENCES agents (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, member_id) REFERENCES members (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, visitor_id) REFERENCES visitors (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, message_id) REFERENCES messages (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX facts_known ON facts (tenant_id, agent_id, person_id, updated_at DESC, id DESC);
CREATE INDEX facts_person ON facts (tenant_id, person_id, updated_at DESC, id DESC);
CREATE INDEX facts_conversation ON facts (tenant_id, conversation_id) WHERE conversation_id IS NOT NULL;
CREATE INDEX facts_message ON facts (tenant_id, message_id) WHERE message_id IS NOT NULL;
COMMENT ON TABLE facts IS 'What an agent knows of one person. It goes with the person, and with the message that it was learnt from.';
COMMENT ON COLUMN facts.terms IS 'What its text is found by when it is recalled.';
COMMENT ON COLUMN facts.message_id IS 'The person''s own message that it was learnt from; null once the person has put it into words.';
COMMENT ON COLUMN facts.person_id IS 'Whichever of the two it is about.';

CREATE TABLE lessons (
  tenant_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  agent_id uuid NOT NULL,
  last_seq integer NOT NULL,
  learnt_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, conversation_id, agent_id),
  FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, agent_id) REFERENCES agents (tenant_id, id) ON DELETE CASCADE
);
COMMENT ON TABLE lessons IS 'How far conversations were read for what they tell of the person in them.';
COMMENT ON COLUMN lessons.last_seq IS 'The number of the last message that was read.';

CREATE TABLE memory_choices (
  tenant_id uuid NOT NULL,
  member_id uuid,
  visitor_id uuid,
  person_id uuid NOT NULL GENERATED ALWAYS AS (coalesce(member_id, visitor_id)) STORED,
  remembers boolean,
  chosen_at timestamptz(3),
  PRIMARY KEY (tenant_id, person_id),
  CHECK (num_nonnulls(member_id, visitor_id) = 1),
  FOREIGN KEY (tenant_id, member_id) REFERENCES members (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, visitor_id) REFERENCES visitors (tenant_id, id) ON DELETE CASCADE
);
COMMENT ON TABLE memory_choices IS 'Whether a person lets agents remember them; the row under whose lock their facts change.';
COMMENT ON COLUMN memory_choices.remembers IS 'Null while the person has not said: members are remembered then, visitors are not.';

ALTER TABLE agents ADD COLUMN remembers boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN agents.remembers IS 'Whether it keeps facts about the people it talks with.';

ALTER TABLE completions DROP CONSTRAINT completions_purpose_check,
  ADD CONSTRAINT completions_purpose_check CHECK (purpose IN ('answer', 'summary', 'title', 'facts'));
