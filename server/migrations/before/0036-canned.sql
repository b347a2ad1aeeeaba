CREATE TABLE canned_replies (
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  id uuid NOT NULL,
  name text NOT NULL,
  text text NOT NULL,
  searched text NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX canned_replies_name ON canned_replies (tenant_id, lower(name));
COMMENT ON TABLE canned_replies IS 'Texts that the desk answers with again and again.';
COMMENT ON COLUMN canned_replies.searched IS 'Name and text as they are searched: lower case, simplified characters.';

CREATE TABLE macros (
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  id uuid NOT NULL,
  name text NOT NULL,
  steps jsonb NOT NULL,
  searched text NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX macros_name ON macros (tenant_id, lower(name));
COMMENT ON TABLE macros IS 'Several steps at the desk under one name.';
COMMENT ON COLUMN macros.steps IS 'What is done, in order (contract/src/shapes/canned.ts).';
