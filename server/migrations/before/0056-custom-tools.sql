CREATE TABLE custom_tools (
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('openapi', 'webhook')),
  name text NOT NULL,
  description text NOT NULL,
  url text NOT NULL,
  operations jsonb NOT NULL,
  skipped jsonb NOT NULL DEFAULT '[]',
  auth_header text,
  sealed_auth text,
  sealed_secret text,
  suspended_at timestamptz(3),
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, name),
  CHECK ((auth_header IS NULL) = (sealed_auth IS NULL)),
  CHECK ((kind = 'webhook') = (sealed_secret IS NOT NULL))
);
COMMENT ON TABLE custom_tools IS 'HTTP services of the tenant''s own that agents may call.';
COMMENT ON COLUMN custom_tools.name IS 'What agents and policies call it: http:<name>:<operation>.';
COMMENT ON COLUMN custom_tools.url IS 'Where it is called; below it for one that a document describes. Set by its owner alone.';
COMMENT ON COLUMN custom_tools.operations IS 'What it offers, one tool each, with where every argument goes.';
COMMENT ON COLUMN custom_tools.skipped IS 'What its document describes besides and why that is no tool.';
COMMENT ON COLUMN custom_tools.sealed_auth IS 'The value of auth_header, sent with each call.';
COMMENT ON COLUMN custom_tools.sealed_secret IS 'What calls of a webhook are signed with.';
