ALTER TABLE replies
  ADD COLUMN cost_nanos bigint,
  ADD COLUMN currency text,
  ADD CHECK ((cost_nanos IS NULL) = (currency IS NULL));
COMMENT ON COLUMN replies.cost_nanos IS 'What it cost in billionths of the currency, by the price of its end; null where no price was known.';
COMMENT ON COLUMN replies.currency IS 'ISO 4217.';

CREATE TABLE spent_replies (
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  id uuid NOT NULL,
  agent_id uuid NOT NULL,
  owner_kind text NOT NULL,
  owner_id uuid NOT NULL,
  state text NOT NULL,
  model text,
  input_tokens integer,
  output_tokens integer,
  first_token_ms integer,
  cost_nanos bigint,
  currency text,
  created_at timestamptz(3) NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
COMMENT ON TABLE spent_replies IS 'What the replies of deleted conversations cost. What they said is gone.';
COMMENT ON COLUMN spent_replies.owner_id IS 'Whose conversation it was.';

CREATE TABLE provider_connections (
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  id uuid NOT NULL,
  name text NOT NULL,
  provider text NOT NULL,
  base_url text,
  allows_private boolean NOT NULL,
  sealed_key text,
  key_ending text,
  options jsonb NOT NULL DEFAULT '{}',
  suspended_at timestamptz(3),
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, name)
);
COMMENT ON TABLE provider_connections IS 'Model providers that a tenant reaches with a key of its own.';
COMMENT ON COLUMN provider_connections.name IS 'The first half of the ids of its models: name/model.';
COMMENT ON COLUMN provider_connections.allows_private IS 'Whether base_url may lead into a private network: a platform admin gave it.';
COMMENT ON COLUMN provider_connections.sealed_key IS 'Encrypted for this row alone (platform/crypto/vault.ts); null where the provider wants none.';
COMMENT ON COLUMN provider_connections.key_ending IS 'The last characters of the key, to tell one from another.';
COMMENT ON COLUMN provider_connections.options IS 'What only some providers want: apiVersion, region, accessKeyId.';

CREATE TABLE connected_models (
  tenant_id uuid NOT NULL,
  connection_id uuid NOT NULL,
  name text NOT NULL,
  price jsonb,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, connection_id, name),
  FOREIGN KEY (tenant_id, connection_id) REFERENCES provider_connections (tenant_id, id) ON DELETE CASCADE
);
COMMENT ON TABLE connected_models IS 'The models of a connection that agents may pick.';
COMMENT ON COLUMN connected_models.name IS 'As the provider calls it.';
COMMENT ON COLUMN connected_models.price IS 'A Price (contract/src/money.ts); null where it is not known.';

CREATE TABLE default_models (
  tenant_id uuid PRIMARY KEY REFERENCES tenants ON DELETE CASCADE,
  model text NOT NULL
);
COMMENT ON TABLE default_models IS 'The model of a tenant''s agents that name none; the server''s default where there is no row.';
COMMENT ON COLUMN default_models.model IS 'The id of one of its models or of the server''s.';
