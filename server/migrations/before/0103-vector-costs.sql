CREATE TABLE spent_vectors (
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  id uuid NOT NULL,
  purpose text NOT NULL CHECK (purpose IN ('embedding', 'search', 'reranking')),
  agent_id uuid,
  actor_kind text NOT NULL,
  actor_id uuid,
  model text NOT NULL,
  tokens integer,
  cost_nanos bigint,
  currency text,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX spent_vectors_created ON spent_vectors (tenant_id, created_at);
COMMENT ON TABLE spent_vectors IS 'What it took to find passages by what they mean, a row a call. Stays when the source is deleted.';
COMMENT ON COLUMN spent_vectors.purpose IS 'Vectors of passages, vectors of a question, or passages put in order.';
COMMENT ON COLUMN spent_vectors.agent_id IS 'Whose answer it was looked up for; null for none.';
COMMENT ON COLUMN spent_vectors.cost_nanos IS 'In billionths of the currency, by the price of its end; null where no price was known.';
