-- Two roles that own nothing, which exist by now. Every transaction takes one of them; the login role only migrates.
GRANT USAGE ON SCHEMA public TO parley_app, parley_system;

-- The tenant that the transaction entered. Empty after a transaction, so null means: none was entered.
CREATE FUNCTION current_tenant() RETURNS uuid LANGUAGE sql STABLE
  RETURN nullif(current_setting('app.tenant_id', true), '')::uuid;

CREATE TABLE tenants (
  tenant_id uuid PRIMARY KEY,
  slug text NOT NULL UNIQUE,
  name text NOT NULL,
  allows_registration boolean NOT NULL DEFAULT false,
  created_at timestamptz(3) NOT NULL DEFAULT now()
);
COMMENT ON TABLE tenants IS 'The organisations on this server. Everything else belongs to one of them.';
COMMENT ON COLUMN tenants.slug IS 'Names the tenant at sign-in.';
COMMENT ON COLUMN tenants.allows_registration IS 'Whether anyone may register as an end user. Off by default.';

CREATE TABLE idempotency_keys (
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  actor_id uuid NOT NULL,
  key text NOT NULL,
  request_digest text NOT NULL,
  result jsonb,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, actor_id, key)
);
COMMENT ON TABLE idempotency_keys IS 'What a command answered under an Idempotency-Key, for its repeats.';
COMMENT ON COLUMN idempotency_keys.request_digest IS 'SHA-256 of the use-case and its input; another digest under the same key is a conflict.';
COMMENT ON COLUMN idempotency_keys.result IS 'The answer, given again to a repeat; null when it held a secret, which is shown only once.';
