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
  PRIMARY KEY (tenant_id, id)
);
COMMENT ON TABLE agents IS 'The AI personas that answer. A deleted one keeps its row, since its messages name it.';
COMMENT ON COLUMN agents.model IS 'provider/model; null for the server''s default.';
COMMENT ON COLUMN agents.tools IS 'Names of the tools that it may call; one that does not exist is passed over.';
