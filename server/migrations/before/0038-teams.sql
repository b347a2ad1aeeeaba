CREATE TABLE teams (
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  id uuid NOT NULL,
  name text NOT NULL,
  is_default boolean NOT NULL DEFAULT false,
  assignment text NOT NULL DEFAULT 'by-hand' CHECK (assignment IN ('by-hand', 'round-robin', 'least-busy')),
  capacity integer NOT NULL DEFAULT 5 CHECK (capacity >= 0),
  drop_after_seconds integer DEFAULT 120 CHECK (drop_after_seconds >= 0),
  turn_count integer NOT NULL DEFAULT 0,
  time_zone text NOT NULL DEFAULT 'UTC',
  hours jsonb,
  holidays jsonb NOT NULL DEFAULT '[]',
  closed_line text,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX teams_name ON teams (tenant_id, lower(name));
CREATE UNIQUE INDEX teams_default ON teams (tenant_id) WHERE is_default;
COMMENT ON TABLE teams IS 'Members who answer together, and how conversations that wait are given to them.';
COMMENT ON COLUMN teams.is_default IS 'Gets what comes without the name of a team. Exactly one is, where there are any.';
COMMENT ON COLUMN teams.capacity IS 'How many open conversations a member has at once, where nothing else is said of the member.';
COMMENT ON COLUMN teams.drop_after_seconds IS 'Whoever is gone for so long gives unanswered conversations back; null: never by being gone.';
COMMENT ON COLUMN teams.turn_count IS 'How often somebody of it was given a conversation.';
COMMENT ON COLUMN teams.hours IS 'When its desk is open, by the days of the week (TeamHours of contract/src/shapes/team.ts); null: always.';
COMMENT ON COLUMN teams.holidays IS 'Days on which it is closed: [{day, name}].';
COMMENT ON COLUMN teams.closed_line IS 'What is said outside of its hours; null: a sentence in the language of the message.';

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
COMMENT ON TABLE team_members IS 'Who is in a team, and what they can do.';
COMMENT ON COLUMN team_members.skills IS 'Words such as languages and subjects.';
COMMENT ON COLUMN team_members.capacity IS 'Null: that of the team.';
COMMENT ON COLUMN team_members.last_turn IS 'The turn of the team in which they were given a conversation last.';

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
COMMENT ON TABLE team_conversations IS 'Which team a conversation is with, while it waits for a person or one has it.';
COMMENT ON COLUMN team_conversations.waiting_since IS 'When it came to the queue first; who waits longest is given to somebody first.';

COMMENT ON COLUMN team_conversations.is_told_closed IS 'Whether its owner was told that nobody is there at this hour, and is told when that is over.';

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
COMMENT ON TABLE agent_teams IS 'To which team an agent hands conversations over, and what its people must be able to do.';
COMMENT ON COLUMN agent_teams.team_id IS 'Null: the default team.';
COMMENT ON COLUMN agent_teams.skills IS 'Asked of whoever gets its conversations, as far as somebody in the team has them.';

CREATE TABLE desk_attendances (
  tenant_id uuid NOT NULL,
  member_id uuid NOT NULL,
  process_id uuid NOT NULL,
  seen_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, member_id, process_id),
  FOREIGN KEY (tenant_id, member_id) REFERENCES members (tenant_id, id) ON DELETE CASCADE
);
COMMENT ON TABLE desk_attendances IS 'Members who have a window open, by the process that serves it.';
COMMENT ON COLUMN desk_attendances.seen_at IS 'When that process said so last; one that is silent has died.';
