CREATE TABLE spent_files (
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  id uuid NOT NULL,
  purpose text NOT NULL CHECK (purpose IN ('listening', 'speaking')),
  actor_kind text NOT NULL,
  actor_id uuid,
  model text NOT NULL,
  seconds real,
  characters integer,
  cost_nanos bigint,
  currency text,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX spent_files_created ON spent_files (tenant_id, created_at);
COMMENT ON TABLE spent_files IS 'What it took to have sound written down, or an answer spoken.';

ALTER TABLE files ADD COLUMN quarantined_at timestamptz(3);
ALTER TABLE files ADD COLUMN threat text;
ALTER TABLE files ADD CONSTRAINT files_quarantine CHECK ((quarantined_at IS NULL) = (threat IS NULL));
COMMENT ON COLUMN files.quarantined_at IS 'When a scanner found something in it: nobody reads it from then on.';
COMMENT ON COLUMN files.threat IS 'What the scanner calls what it found.';
