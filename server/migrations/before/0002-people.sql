CREATE TABLE members (
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  id uuid NOT NULL,
  email text NOT NULL CHECK (email = lower(email)),
  name text NOT NULL,
  role text NOT NULL CHECK (role IN ('end_user', 'operator', 'admin', 'owner')),
  is_platform_admin boolean NOT NULL DEFAULT false,
  is_suspended boolean NOT NULL DEFAULT false,
  password_hash text NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, email)
);
CREATE INDEX members_email ON members (email);
COMMENT ON TABLE members IS 'People who sign in. The same person in two tenants is two members.';
COMMENT ON COLUMN members.is_platform_admin IS 'May create tenants and enter any of them by name.';
COMMENT ON COLUMN members.password_hash IS 'Argon2id in PHC form.';

CREATE TABLE visitors (
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  id uuid NOT NULL,
  external_id text,
  name text NOT NULL DEFAULT '',
  token_hash text UNIQUE,
  token_expires_at timestamptz,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, external_id)
);
COMMENT ON TABLE visitors IS 'People who write to us without an account.';
COMMENT ON COLUMN visitors.external_id IS 'What the site that sent them, or an older client, calls them.';
COMMENT ON COLUMN visitors.token_hash IS 'SHA-256 of the token by which they are known again; null while they have none.';

CREATE TABLE invitations (
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  id uuid NOT NULL,
  email text NOT NULL,
  role text NOT NULL CHECK (role IN ('end_user', 'operator', 'admin', 'owner')),
  token_hash text NOT NULL UNIQUE,
  invited_by uuid,
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, invited_by) REFERENCES members (tenant_id, id) ON DELETE CASCADE
);
COMMENT ON TABLE invitations IS 'A role offered to one address, once, for at most seven days.';
COMMENT ON COLUMN invitations.invited_by IS 'Null when the server itself, or a platform admin of another tenant, invited.';

CREATE TABLE sign_ins (
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  id uuid NOT NULL,
  member_id uuid NOT NULL,
  access_hash text NOT NULL UNIQUE,
  access_expires_at timestamptz NOT NULL,
  refresh_hash text NOT NULL UNIQUE,
  refresh_expires_at timestamptz NOT NULL,
  ended_at timestamptz,
  end_reason text,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, member_id) REFERENCES members (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX sign_ins_member ON sign_ins (tenant_id, member_id);
COMMENT ON TABLE sign_ins IS 'One signing in on one device: its current access and refresh token, as SHA-256.';

CREATE TABLE spent_refresh_tokens (
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  refresh_hash text PRIMARY KEY,
  sign_in_id uuid NOT NULL,
  spent_at timestamptz(3) NOT NULL DEFAULT now(),
  FOREIGN KEY (tenant_id, sign_in_id) REFERENCES sign_ins (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX spent_refresh_tokens_sign_in ON spent_refresh_tokens (tenant_id, sign_in_id);
COMMENT ON TABLE spent_refresh_tokens IS 'Refresh tokens that were exchanged. One that comes again was stolen: its sign-in ends.';

CREATE TABLE api_keys (
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  id uuid NOT NULL,
  member_id uuid NOT NULL,
  name text NOT NULL,
  scopes text[] NOT NULL,
  secret_hash text NOT NULL UNIQUE,
  tail text NOT NULL,
  last_used_at timestamptz,
  expires_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, member_id) REFERENCES members (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX api_keys_member ON api_keys (tenant_id, member_id);
COMMENT ON TABLE api_keys IS 'Keys for programs. Each acts as its member, with at most the scopes named.';
COMMENT ON COLUMN api_keys.scopes IS 'Permissions; * means all of the member''s.';
COMMENT ON COLUMN api_keys.tail IS 'The last four characters of the key, by which its owner tells it from others.';

CREATE TABLE socket_tickets (
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  ticket_hash text PRIMARY KEY,
  credential_kind text NOT NULL CHECK (credential_kind IN ('sign-in', 'api-key', 'visitor')),
  credential_tenant_id uuid NOT NULL,
  credential_id uuid NOT NULL,
  expires_at timestamptz NOT NULL
);
COMMENT ON TABLE socket_tickets IS 'Single-use tickets that open a socket as the credential that asked for them.';
COMMENT ON COLUMN socket_tickets.credential_tenant_id IS 'Where the credential belongs; another tenant than the ticket''s when a platform admin entered that one.';

CREATE TABLE setup_links (
  token_hash text PRIMARY KEY,
  expires_at timestamptz NOT NULL
);
COMMENT ON TABLE setup_links IS 'The one-time link of the first start, from which the first owner is made.';
