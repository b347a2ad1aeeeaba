CREATE TABLE completions (
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  id uuid NOT NULL,
  actor_kind text NOT NULL,
  actor_id uuid,
  agent_id uuid,
  state text NOT NULL CHECK (state IN ('completed', 'failed', 'cancelled')),
  code text,
  model text,
  input_tokens integer,
  output_tokens integer,
  first_token_ms integer,
  duration_ms integer NOT NULL,
  cost_nanos bigint,
  currency text,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, agent_id) REFERENCES agents (tenant_id, id),
  CHECK ((cost_nanos IS NULL) = (currency IS NULL))
);
CREATE INDEX completions_created ON completions (tenant_id, created_at);
COMMENT ON TABLE completions IS 'What answers to conversations that their callers keep have cost. What was said is not stored.';
COMMENT ON COLUMN completions.agent_id IS 'Null for an agent that was only tried.';
COMMENT ON COLUMN completions.cost_nanos IS 'In billionths of the currency, by the price of its end; null where no price was known.';
