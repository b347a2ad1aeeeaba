CREATE TABLE dictionary_entries (
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('kept', 'same', 'finds')),
  words text[] NOT NULL CHECK (cardinality(words) BETWEEN 1 AND 20),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id)
);
COMMENT ON TABLE dictionary_entries IS 'Words of a tenant that its documents are searched by: kept whole, or meaning the same as others.';
COMMENT ON COLUMN dictionary_entries.words IS 'One for kept; for finds the first is asked by and the others are found.';
