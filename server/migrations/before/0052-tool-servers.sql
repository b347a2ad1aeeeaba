CREATE TABLE tool_servers (
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  id uuid NOT NULL,
  name text NOT NULL,
  transport text NOT NULL CHECK (transport IN ('http', 'sse', 'program')),
  url text,
  program text,
  auth text NOT NULL CHECK (auth IN ('none', 'headers', 'oauth')),
  is_personal boolean NOT NULL DEFAULT false,
  client_id text,
  sealed_client_secret text,
  suspended_at timestamptz(3),
  trouble text,
  protocol text,
  title text NOT NULL DEFAULT '',
  synced_at timestamptz(3),
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, name),
  CHECK ((transport = 'program') = (program IS NOT NULL)),
  CHECK ((transport = 'program') = (url IS NULL))
);
COMMENT ON TABLE tool_servers IS 'Servers outside whose tools agents of the tenant may be given.';
COMMENT ON COLUMN tool_servers.program IS 'A program of the operator''s own file, by its name there; never a command.';
COMMENT ON COLUMN tool_servers.is_personal IS 'Whether each member calls it with a key or sign-in of their own.';
COMMENT ON COLUMN tool_servers.client_id IS 'What we are called at its authorization server, where that was agreed by hand; null: we register ourselves.';
COMMENT ON COLUMN tool_servers.trouble IS 'Why it could not be used when it was last tried, as a code (contract/src/shapes/tool-server.ts); null where it could.';
COMMENT ON COLUMN tool_servers.protocol IS 'The revision of the protocol that it spoke when it was last tried.';

CREATE TABLE served_tools (
  tenant_id uuid NOT NULL,
  server_id uuid NOT NULL,
  name text NOT NULL,
  approved jsonb,
  fingerprint text,
  offered jsonb,
  offered_fingerprint text,
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, server_id, name),
  FOREIGN KEY (tenant_id, server_id) REFERENCES tool_servers (tenant_id, id) ON DELETE CASCADE,
  CHECK ((approved IS NULL) = (fingerprint IS NULL)),
  CHECK ((offered IS NULL) = (offered_fingerprint IS NULL))
);
COMMENT ON TABLE served_tools IS 'Tools of a server as they were approved, and as the server describes them now.';
COMMENT ON COLUMN served_tools.approved IS 'The description that somebody approved; null for one that nobody has.';
COMMENT ON COLUMN served_tools.offered IS 'The description that the server gave last; null once it gives none.';

CREATE TABLE tool_server_credentials (
  tenant_id uuid NOT NULL,
  server_id uuid NOT NULL,
  holder_id uuid NOT NULL,
  member_id uuid,
  sealed text NOT NULL,
  header_names text[] NOT NULL DEFAULT '{}',
  expires_at timestamptz(3),
  refresher uuid,
  refresh_until timestamptz(3),
  is_spent boolean NOT NULL DEFAULT false,
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, server_id, holder_id),
  FOREIGN KEY (tenant_id, server_id) REFERENCES tool_servers (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, member_id) REFERENCES members (tenant_id, id) ON DELETE CASCADE,
  CHECK (holder_id = coalesce(member_id, tenant_id))
);
COMMENT ON TABLE tool_server_credentials IS 'What a server of tools is shown, of the tenant or of one member.';
COMMENT ON COLUMN tool_server_credentials.holder_id IS 'The member whose it is, or the tenant where all share it.';
COMMENT ON COLUMN tool_server_credentials.header_names IS 'The names of the headers that are sealed, in the order in which they were given.';
COMMENT ON COLUMN tool_server_credentials.refresher IS 'Who renews the sign-in just now; nobody else does before refresh_until.';
COMMENT ON COLUMN tool_server_credentials.is_spent IS 'Whether its authorization server renews it no more, so that somebody must sign in again.';

CREATE TABLE tool_server_sign_ins (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  server_id uuid NOT NULL,
  member_id uuid NOT NULL,
  state_digest text NOT NULL,
  sealed text NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, state_digest),
  FOREIGN KEY (tenant_id, server_id) REFERENCES tool_servers (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, member_id) REFERENCES members (tenant_id, id) ON DELETE CASCADE
);
COMMENT ON TABLE tool_server_sign_ins IS 'Sign-ins at servers of tools that were begun, and wait for the member to come back.';
COMMENT ON COLUMN tool_server_sign_ins.state_digest IS 'SHA-256 of the state that the member comes back with.';
COMMENT ON COLUMN tool_server_sign_ins.sealed IS 'What only we may know of it: the verifier, and what was discovered.';
