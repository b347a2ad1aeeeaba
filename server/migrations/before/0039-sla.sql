ALTER TABLE teams ADD COLUMN sla jsonb;
COMMENT ON COLUMN teams.sla IS 'How soon people are answered (TeamSla of contract/src/shapes/team.ts); null: nothing was promised.';

CREATE TABLE sla_clocks (
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
CREATE UNIQUE INDEX sla_clocks_running ON sla_clocks (tenant_id, conversation_id, kind) WHERE ended_at IS NULL;
CREATE INDEX sla_clocks_conversation ON sla_clocks (tenant_id, conversation_id, started_at);
CREATE INDEX sla_clocks_team ON sla_clocks (tenant_id, team_id, started_at);
COMMENT ON TABLE sla_clocks IS 'How long somebody may still wait for what their team promised; those that ended are kept for figures.';
COMMENT ON COLUMN sla_clocks.warn_seconds IS 'So long before the end it is warned.';
COMMENT ON COLUMN sla_clocks.in_open_hours IS 'Whether it runs while the desk is open alone.';
COMMENT ON COLUMN sla_clocks.left_seconds IS 'What was left of the target when it began to run last, or when it was paused.';
COMMENT ON COLUMN sla_clocks.running_since IS 'Null while it is paused.';
COMMENT ON COLUMN sla_clocks.due_at IS 'Null while it is paused, and where the desk never opens.';
COMMENT ON COLUMN sla_clocks.breached_at IS 'When the promise was broken; null where it was kept so far.';
