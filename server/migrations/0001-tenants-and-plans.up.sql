-- Tenants, and what is kept of each as a whole. Everything else belongs to one of them.

GRANT USAGE ON SCHEMA public TO parley_app, parley_system, parley_search;

-- The tenant that the transaction entered. Empty after a transaction, so null means: none was entered.
CREATE FUNCTION current_tenant() RETURNS uuid LANGUAGE sql STABLE
RETURN (NULLIF(current_setting('app.tenant_id', true), ''))::uuid;

CREATE FUNCTION moment_of(id uuid)
RETURNS timestamptz LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT to_timestamp(('x0000' || left(id::text, 8) || substr(id::text, 10, 4))::bit(64)::bigint / 1000.0) $$;
COMMENT ON FUNCTION moment_of IS 'When an id (UUIDv7) was made.';

CREATE TABLE tenants (
  tenant_id uuid PRIMARY KEY,
  slug text NOT NULL UNIQUE,
  name text NOT NULL,
  allows_registration boolean NOT NULL DEFAULT false,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  description text NOT NULL DEFAULT '',
  suspended_at timestamptz(3),
  plan text NOT NULL DEFAULT '',
  documents_max bigint CHECK (documents_max >= 0),
  storage_bytes_max bigint CHECK (storage_bytes_max >= 0),
  messages_max bigint CHECK (messages_max >= 0),
  tokens_max bigint CHECK (tokens_max >= 0)
);
COMMENT ON TABLE tenants IS E'The organisations on this server. Everything else belongs to one of them.\n本服务器上的组织。其他一切都归属其中之一。';
COMMENT ON COLUMN tenants.slug IS E'Names the tenant at sign-in.\n登录时用以指明租户。';
COMMENT ON COLUMN tenants.allows_registration IS E'Whether anyone may register as an end user. Off by default.\n是否允许任何人注册为终端用户。默认关闭。';
COMMENT ON COLUMN tenants.suspended_at IS E'Since when nobody may enter and its jobs wait; null for a tenant that is open.\n自何时起停用、任务等待；未停用则为空。';
COMMENT ON COLUMN tenants.plan IS E'What the plan is called; its limits stand beside it, null for none.\n套餐名称；其限额在旁边各列，空为不限。';
COMMENT ON COLUMN tenants.messages_max IS E'Answers in a calendar month, UTC; of tokens_max likewise.\n每个自然月（UTC）的回答数上限；tokens_max 同理。';

CREATE TABLE setup_links (
  token_hash text PRIMARY KEY,
  expires_at timestamptz NOT NULL
);
COMMENT ON TABLE setup_links IS E'The one-time link of the first start, from which the first owner is made.\n首次启动时的一次性链接，用于创建首位所有者。';

CREATE TABLE external_ids (
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  dialect text NOT NULL,
  kind text NOT NULL,
  external_id text NOT NULL,
  id uuid NOT NULL,
  facts jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, dialect, kind, external_id),
  UNIQUE (tenant_id, dialect, kind, id)
);
COMMENT ON TABLE external_ids IS E'What an older system''s clients call a thing of ours, so that no core table has a legacy column.\n旧系统客户端对我们的对象的称呼，使核心表不含旧列。';
COMMENT ON COLUMN external_ids.external_id IS E'The name by which that system''s clients know it.\n旧系统客户端所用的名称。';
COMMENT ON COLUMN external_ids.facts IS E'What that system keeps of the thing and the core does not.\n旧系统保存而核心没有对应位置的内容。';

CREATE TABLE idempotency_keys (
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  actor_id uuid NOT NULL,
  key text NOT NULL,
  request_digest text NOT NULL,
  result jsonb,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, actor_id, key)
);
COMMENT ON TABLE idempotency_keys IS E'What a command answered under an Idempotency-Key, for its repeats.\n命令在某个 Idempotency-Key 下的答复，供重复请求使用。';
COMMENT ON COLUMN idempotency_keys.request_digest IS E'SHA-256 of the use-case and its input; another digest under the same key is a conflict.\n用例与输入的 SHA-256；同一键而摘要不同即为冲突。';
COMMENT ON COLUMN idempotency_keys.result IS E'The answer, given again to a repeat; null when it held a secret, which is shown only once.\n给重复请求的同一答复；含只显示一次的秘密时为空。';

CREATE TABLE request_origins (
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  request_id text NOT NULL,
  actor_id uuid,
  actor_name text NOT NULL,
  address text,
  user_agent text,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, request_id)
);
COMMENT ON TABLE request_origins IS E'Who, by name, and from where: of requests that did something for the audit log. Its events carry the same request_id.\n审计记录中操作的人和来源地址，与事件的 request_id 对应。';
COMMENT ON COLUMN request_origins.actor_name IS E'As it was then: who is removed later is still named.\n当时的名称：之后被移除的人仍可查到。';
