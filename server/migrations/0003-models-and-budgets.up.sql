-- Connected models, what may be spent on them, and what was.

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
COMMENT ON TABLE provider_connections IS E'Model providers that a tenant reaches with a key of its own.\n租户用自己的密钥连接的模型提供商。';
COMMENT ON COLUMN provider_connections.name IS E'The first half of the ids of its models: name/model.\n其模型编号的前半：name/model。';
COMMENT ON COLUMN provider_connections.allows_private IS E'Whether base_url may lead into a private network: a platform admin gave it.\nbase_url 是否可指向内网：由平台管理员设置。';
COMMENT ON COLUMN provider_connections.sealed_key IS E'Encrypted for this row alone (platform/crypto/vault.ts); null where the provider wants none.\n只为此行加密（platform/crypto/vault.ts）；不需要密钥时为空。';
COMMENT ON COLUMN provider_connections.key_ending IS E'The last characters of the key, to tell one from another.\n密钥的末尾字符，便于区分。';
COMMENT ON COLUMN provider_connections.options IS E'What only some providers want: apiVersion, region, accessKeyId.\n部分提供商所需：apiVersion、region、accessKeyId。';

CREATE TABLE connected_models (
  tenant_id uuid NOT NULL,
  connection_id uuid NOT NULL,
  name text NOT NULL,
  price jsonb,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, connection_id, name),
  FOREIGN KEY (tenant_id, connection_id) REFERENCES provider_connections (tenant_id, id) ON DELETE CASCADE
);
COMMENT ON TABLE connected_models IS E'The models of a connection that agents may pick.\n某个连接中可供智能体选用的模型。';
COMMENT ON COLUMN connected_models.name IS E'As the provider calls it.\n提供商对该模型的称呼。';
COMMENT ON COLUMN connected_models.price IS E'A Price (contract/src/money.ts); null where it is not known.\n价格（contract/src/money.ts）；未知时为空。';

CREATE TABLE default_models (
  tenant_id uuid PRIMARY KEY REFERENCES tenants ON DELETE CASCADE,
  model text NOT NULL
);
COMMENT ON TABLE default_models IS E'The model of a tenant''s agents that name none; the server''s default where there is no row.\n未指定模型的智能体所用的模型；没有该行则用服务器默认模型。';
COMMENT ON COLUMN default_models.model IS E'The id of one of its models or of the server''s.\n租户或服务器的模型编号。';

CREATE TABLE budgets (
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('tenant', 'agent', 'person')),
  agent_id uuid,
  member_id uuid,
  period text NOT NULL CHECK (period IN ('day', 'month')),
  currency text,
  amount_nanos bigint CHECK (amount_nanos > 0),
  tokens bigint CHECK (tokens > 0),
  warn_at smallint,
  cheaper_at smallint,
  cheaper_model text,
  knowledge_at smallint,
  person_at smallint,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, member_id) REFERENCES members (tenant_id, id) ON DELETE CASCADE,
  CHECK ((amount_nanos IS NULL) = (currency IS NULL)),
  CHECK ((amount_nanos IS NOT NULL) OR (tokens IS NOT NULL)),
  CHECK ((cheaper_at IS NULL) = (cheaper_model IS NULL)),
  CHECK ((kind = 'agent') = (agent_id IS NOT NULL)),
  CHECK ((kind = 'person') OR (member_id IS NULL))
);
CREATE UNIQUE INDEX budgets_subject ON budgets (tenant_id, kind, COALESCE(agent_id, member_id, tenant_id), period);
COMMENT ON TABLE budgets IS E'What models may cost: in all, for an agent, or for a person.\n模型花费上限：总计、按智能体或按人。';
COMMENT ON COLUMN budgets.member_id IS E'Whose it is; null where it is every person’s, each by themselves.\n所属成员；为空则每人各一份。';
COMMENT ON COLUMN budgets.amount_nanos IS E'In billionths of its currency; counts what models with a price in it cost.\n金额，单位为该货币的十亿分之一；统计以该货币计价的模型。';
COMMENT ON COLUMN budgets.tokens IS E'Counts what is not counted as money: tokens of models without a price in its currency.\n不以金额统计的用量：没有该货币价格的模型的 token 数。';
COMMENT ON COLUMN budgets.warn_at IS E'From which percentage a step acts, as of the next three; null: never.\n达到百分之几时触发该级措施，后三列同理；为空表示从不。';

CREATE TABLE budget_spending (
  tenant_id uuid NOT NULL,
  budget_id uuid NOT NULL,
  subject_id uuid NOT NULL,
  period_begins timestamptz(3) NOT NULL,
  spent_nanos bigint NOT NULL DEFAULT 0,
  spent_tokens bigint NOT NULL DEFAULT 0,
  reserved_nanos bigint NOT NULL DEFAULT 0,
  reserved_tokens bigint NOT NULL DEFAULT 0,
  notified_threshold smallint NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant_id, budget_id, subject_id, period_begins),
  FOREIGN KEY (tenant_id, budget_id) REFERENCES budgets (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX budget_spending_subject ON budget_spending (tenant_id, subject_id);
COMMENT ON TABLE budget_spending IS E'What was spent of a budget in one of its periods, and what is reserved for calls that are under way.\n某预算在一个周期内的花费，以及为进行中的调用保留的额度。';
COMMENT ON COLUMN budget_spending.subject_id IS E'Whose spending it is: the tenant, an agent, a member or a visitor.\n花费归属：租户、智能体、成员或访客。';
COMMENT ON COLUMN budget_spending.notified_threshold IS E'The last step whose crossing was told: 0 none, 1 warned, 2 cheaper model, 3 knowledge only, 4 a person.\n已通知过的最后一级：0 无，1 预警，2 换便宜模型，3 只用知识库，4 转人工。';

CREATE TABLE budget_reservations (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  budget_id uuid NOT NULL,
  subject_id uuid NOT NULL,
  period_begins timestamptz(3) NOT NULL,
  nanos bigint NOT NULL,
  tokens bigint NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  PRIMARY KEY (tenant_id, id, budget_id),
  FOREIGN KEY (tenant_id, budget_id) REFERENCES budgets (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX budget_reservations_spending ON budget_reservations (tenant_id, budget_id, subject_id, period_begins);
COMMENT ON TABLE budget_reservations IS E'What one call of a model may cost, from before it until it has ended.\n一次模型调用可能的花费，从调用前保留到结束。';
COMMENT ON COLUMN budget_reservations.expires_at IS E'From then on nobody is left who could settle it: it counts as spent.\n此后已无人能结算，按已花费计。';

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
COMMENT ON TABLE spent_replies IS E'What the replies of deleted conversations cost. What they said is gone.\n已删除会话的回答花费。内容已不存在。';
COMMENT ON COLUMN spent_replies.owner_id IS E'Whose conversation it was.\n会话的所有者。';

CREATE TABLE spent_readings (
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  id uuid NOT NULL,
  document_id uuid NOT NULL,
  actor_kind text NOT NULL,
  actor_id uuid,
  model text NOT NULL,
  input_tokens integer,
  output_tokens integer,
  cost_nanos bigint,
  currency text,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  CHECK ((cost_nanos IS NULL) = (currency IS NULL))
);
CREATE INDEX spent_readings_created ON spent_readings (tenant_id, created_at);
COMMENT ON TABLE spent_readings IS E'What it cost to have pictures read by a model. Stays when the document is deleted.\n由模型识别图片的花费。文档删除后仍保留。';
COMMENT ON COLUMN spent_readings.cost_nanos IS E'In billionths of the currency, by the price of its end; null where no price was known.\n花费，单位为货币的十亿分之一，按结束时的价格；价格未知时为空。';

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
COMMENT ON TABLE spent_vectors IS E'What it took to find passages by what they mean, a row a call. Stays when the knowledge base is deleted.\n按语义检索的花费，每次调用一行。知识库删除后仍保留。';
COMMENT ON COLUMN spent_vectors.purpose IS E'Vectors of passages, vectors of a question, or passages put in order.\n段落向量、问题向量，或段落重排。';
COMMENT ON COLUMN spent_vectors.agent_id IS E'Whose answer it was looked up for; null for none.\n为哪个智能体的回答而检索；没有则为空。';
COMMENT ON COLUMN spent_vectors.cost_nanos IS E'In billionths of the currency, by the price of its end; null where no price was known.\n花费，单位为货币的十亿分之一，按结束时的价格；价格未知时为空。';

CREATE TABLE spent_files (
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  id uuid NOT NULL,
  purpose text NOT NULL CHECK (purpose IN ('listening', 'speaking')),
  actor_kind text NOT NULL,
  actor_id uuid,
  model text NOT NULL,
  seconds real,
  characters integer,
  cost_nanos bigint,
  currency text,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX spent_files_created ON spent_files (tenant_id, created_at);
COMMENT ON TABLE spent_files IS E'What it took to have sound written down, or an answer spoken.\n语音转写或朗读的花费。';

CREATE TABLE completions (
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  id uuid NOT NULL,
  actor_kind text NOT NULL,
  actor_id uuid,
  agent_id uuid,
  state text NOT NULL CHECK (state IN ('completed', 'failed', 'cancelled')),
  code text,
  model text,
  input_tokens integer,
  output_tokens integer,
  first_token_ms integer,
  duration_ms integer NOT NULL,
  cost_nanos bigint,
  currency text,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  purpose text NOT NULL DEFAULT 'answer' CHECK (purpose ~ '^[a-z][a-z-]{0,39}$'),
  PRIMARY KEY (tenant_id, id),
  CHECK ((cost_nanos IS NULL) = (currency IS NULL))
);
CREATE INDEX completions_created ON completions (tenant_id, created_at);
COMMENT ON TABLE completions IS E'What answers to conversations that their callers keep have cost. What was said is not stored.\n由调用方保存的会话中，回答的花费。不保存内容。';
COMMENT ON COLUMN completions.agent_id IS E'Null for an agent that was only tried.\n为空表示只是试用的智能体。';
COMMENT ON COLUMN completions.cost_nanos IS E'In billionths of the currency, by the price of its end; null where no price was known.\n花费，单位为货币的十亿分之一，按结束时的价格；价格未知时为空。';
COMMENT ON COLUMN completions.purpose IS E'What the model was asked for: an answer to a caller, or something that a conversation of ours needs.\n调用模型的目的：回答调用方，或会话自身所需。';
