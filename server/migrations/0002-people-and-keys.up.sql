-- Who works here and who writes: members, visitors, and how they sign in.

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
  last_seen_at timestamptz(3),
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, email)
);
CREATE INDEX members_email ON members (email);
COMMENT ON TABLE members IS E'People who sign in. The same person in two tenants is two members.\n可以登录的人。同一个人在两个租户中是两个成员。';
COMMENT ON COLUMN members.is_platform_admin IS E'May create tenants and enter any of them by name.\n可以创建租户，并按名称进入任何租户。';
COMMENT ON COLUMN members.password_hash IS E'Argon2id in PHC form.\nPHC 格式的 Argon2id。';
COMMENT ON COLUMN members.last_seen_at IS E'When they last did something while signed in, give or take a minute.\n登录期间最近一次操作的时间，误差约一分钟。';

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
COMMENT ON TABLE invitations IS E'A role offered to one address, once, for at most seven days.\n发给某个地址的角色邀请，一次有效，最多七天。';
COMMENT ON COLUMN invitations.invited_by IS E'Null when the server itself, or a platform admin of another tenant, invited.\n由服务器或其他租户的平台管理员邀请时为空。';

CREATE TABLE visitors (
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  id uuid NOT NULL,
  external_id text,
  name text NOT NULL DEFAULT '',
  token_hash text UNIQUE,
  token_expires_at timestamptz,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  email text,
  phone text,
  locale text,
  time_zone text,
  company text,
  attributes jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(attributes) = 'object'),
  origin text NOT NULL DEFAULT '',
  last_seen_at timestamptz(3) NOT NULL DEFAULT now(),
  blocked_at timestamptz(3),
  erasing_at timestamptz(3),
  merged_into uuid,
  terms tsvector NOT NULL DEFAULT ''::tsvector,
  verified_at timestamptz(3),
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, external_id),
  FOREIGN KEY (tenant_id, merged_into) REFERENCES visitors (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX visitors_seen ON visitors (tenant_id, last_seen_at DESC, id DESC) WHERE merged_into IS NULL;
CREATE INDEX visitors_merged ON visitors (tenant_id, merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX visitors_terms ON visitors USING gin (terms);
COMMENT ON TABLE visitors IS E'People who write to us without an account.\n没有账号而给我们写消息的人。';
COMMENT ON COLUMN visitors.external_id IS E'What the site that sent them, or an older client, calls them.\n来源网站或旧客户端对其的称呼。';
COMMENT ON COLUMN visitors.token_hash IS E'SHA-256 of the token by which they are known again; null while they have none.\n用于再次辨认的令牌的 SHA-256；没有则为空。';
COMMENT ON COLUMN visitors.attributes IS E'What the tenant knows of them besides, by keys of contact_attributes.\n租户对其另行了解的内容，键见 contact_attributes。';
COMMENT ON COLUMN visitors.origin IS E'What brought them here, in the words of whoever let them in.\n来自何处，由引入者描述。';
COMMENT ON COLUMN visitors.last_seen_at IS E'When they last did something, give or take a minute.\n最近一次操作的时间，误差约一分钟。';
COMMENT ON COLUMN visitors.blocked_at IS E'Since when nothing is taken from them; null while they are welcome.\n自何时起不再接收其消息；未屏蔽则为空。';
COMMENT ON COLUMN visitors.erasing_at IS E'Since when everything of theirs is being erased.\n自何时起正在清除其全部数据。';
COMMENT ON COLUMN visitors.merged_into IS E'The same person, who stands for both; never one that was merged itself.\n代表两者的同一人；绝不指向已被合并者。';
COMMENT ON COLUMN visitors.terms IS E'What they are found by, without positions, and @tenant, so that the index alone keeps to one tenant.\n用于查找的词，不含位置；另有 @租户，使索引本身限于一个租户。';
COMMENT ON COLUMN visitors.verified_at IS E'Since when their identity is verified: a session that proves none does not open them any more.\n自何时起身份已验证：此后未证明身份的访客会话不能再进入。';

CREATE TABLE sessions (
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
  pair_salt text,
  pair_used_at timestamptz,
  last_seen_at timestamptz(3),
  address text,
  user_agent text,
  keeps_refresh boolean NOT NULL DEFAULT false,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, member_id) REFERENCES members (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX sessions_member ON sessions (tenant_id, member_id);
COMMENT ON TABLE sessions IS E'One session on one device: its current access and refresh token, as SHA-256.\n在一台设备上的一次会话：当前访问令牌与刷新令牌的 SHA-256。';
COMMENT ON COLUMN sessions.pair_salt IS E'The present tokens can be made again from this and the refresh token paid for them, by whoever holds that one; null for the first pair.\n持有对应刷新令牌者可由此再次生成当前令牌；首对令牌为空。';
COMMENT ON COLUMN sessions.pair_used_at IS E'When the present access token was first shown: its receiver has it. Null until then.\n当前访问令牌首次出示的时间：对方已收到。此前为空。';
COMMENT ON COLUMN sessions.address IS E'Where the present tokens were asked for.\n获取当前令牌时的地址。';
COMMENT ON COLUMN sessions.user_agent IS E'What the device calls itself, as it was then.\n设备当时的自称。';
COMMENT ON COLUMN sessions.keeps_refresh IS E'True for clients that know one refresh token for as long as they are signed in.\n客户端在登录期间始终使用同一刷新令牌时为真。';

CREATE TABLE spent_refresh_tokens (
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  refresh_hash text PRIMARY KEY,
  session_id uuid NOT NULL,
  spent_at timestamptz(3) NOT NULL DEFAULT now(),
  FOREIGN KEY (tenant_id, session_id) REFERENCES sessions (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX spent_refresh_tokens_session ON spent_refresh_tokens (tenant_id, session_id);
COMMENT ON TABLE spent_refresh_tokens IS E'Refresh tokens that were exchanged. One that comes again was stolen: its session ends.\n已换过的刷新令牌。再次出现即视为被盗，其会话随之结束。';

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
COMMENT ON TABLE api_keys IS E'Keys for programs. Each acts as its member, with at most the scopes named.\n供程序使用的密钥。以其成员的身份行事，权限不超过所列范围。';
COMMENT ON COLUMN api_keys.scopes IS E'Permissions; * means all of the member''s.\n授予的权限；* 表示该成员的全部权限。';
COMMENT ON COLUMN api_keys.tail IS E'The last four characters of the key, by which its owner tells it from others.\n密钥的最后四个字符，便于所有者辨认。';

CREATE TABLE socket_tickets (
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  ticket_hash text PRIMARY KEY,
  credential_kind text NOT NULL CHECK (credential_kind IN ('session', 'api-key', 'visitor', 'visitor-session')),
  credential_tenant_id uuid NOT NULL,
  credential_id uuid NOT NULL,
  expires_at timestamptz NOT NULL
);
COMMENT ON TABLE socket_tickets IS E'Single-use tickets that open a socket as the credential that asked for them.\n一次性票据，以请求者的凭据打开套接字。';
COMMENT ON COLUMN socket_tickets.credential_tenant_id IS E'Where the credential belongs; another tenant than the ticket''s when a platform admin entered that one.\n凭据所属租户；平台管理员进入其他租户时与票据的租户不同。';

CREATE TABLE contact_attributes (
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  id uuid NOT NULL,
  key text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('text', 'number', 'boolean', 'date')),
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, key)
);
COMMENT ON TABLE contact_attributes IS E'What a tenant notes of its contacts, by keys of its own, and of what kind each is.\n租户为联系人自定义的属性及其类型。';

CREATE TABLE contact_erasures (
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  contact_id uuid NOT NULL,
  step integer NOT NULL DEFAULT 0,
  things_total integer NOT NULL,
  things_done integer NOT NULL DEFAULT 0,
  asked_at timestamptz(3) NOT NULL DEFAULT now(),
  ended_at timestamptz(3),
  PRIMARY KEY (tenant_id, contact_id)
);
COMMENT ON TABLE contact_erasures IS E'That a person was erased everywhere, and how far that has come. Nothing of who it was.\n某人的全部数据被清除的进度。不保存其身份。';
COMMENT ON COLUMN contact_erasures.step IS E'Which kind of what is kept of a person is being erased, counted from 0.\n正在清除第几类个人数据，从 0 起。';
COMMENT ON COLUMN contact_erasures.things_total IS E'How many things there were of theirs at first, which may be a few more by the end.\n最初共有多少条数据，结束时可能略多。';
