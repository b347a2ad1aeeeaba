-- Tools that agents call, and what they may do with them.

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
  error_code text,
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
COMMENT ON TABLE tool_servers IS E'Servers outside whose tools agents of the tenant may be given.\n外部工具服务器，其工具可提供给租户的智能体。';
COMMENT ON COLUMN tool_servers.program IS E'A program of the operator''s own file, by its name there; never a command.\n运营者文件中的程序，按其名称；绝不是命令。';
COMMENT ON COLUMN tool_servers.is_personal IS E'Whether each member calls it with a key or sign-in of their own.\n是否由每名成员用自己的密钥或登录调用。';
COMMENT ON COLUMN tool_servers.client_id IS E'What we are called at its authorization server, where that was agreed by hand; null: we register ourselves.\n事先约定的、我们在其授权服务器的客户端编号；为空则自行注册。';
COMMENT ON COLUMN tool_servers.error_code IS E'Why it could not be used when it was last tried, as a code (contract/src/shapes/tool-server.ts); null where it could.\n最近一次试用失败的原因代码（contract/src/shapes/tool-server.ts）；可用则为空。';
COMMENT ON COLUMN tool_servers.protocol IS E'The revision of the protocol that it spoke when it was last tried.\n最近一次试用时的协议版本。';

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
  CHECK (holder_id = COALESCE(member_id, tenant_id))
);
COMMENT ON TABLE tool_server_credentials IS E'What a server of tools is shown, of the tenant or of one member.\n向工具服务器出示的凭据，属于租户或某个成员。';
COMMENT ON COLUMN tool_server_credentials.holder_id IS E'The member whose it is, or the tenant where all share it.\n所属成员；共用时为租户。';
COMMENT ON COLUMN tool_server_credentials.header_names IS E'The names of the headers that are sealed, in the order in which they were given.\n已加密请求头的名称，按给出的顺序。';
COMMENT ON COLUMN tool_server_credentials.refresher IS E'Who renews the sign-in just now; nobody else does before refresh_until.\n正在续期的进程；refresh_until 之前其他进程不得续期。';
COMMENT ON COLUMN tool_server_credentials.is_spent IS E'Whether its authorization server renews it no more, so that somebody must sign in again.\n授权服务器是否已不再续期，须重新登录。';

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
COMMENT ON TABLE tool_server_sign_ins IS E'Sign-ins at servers of tools that were begun, and wait for the member to come back.\n已开始、等待成员返回的工具服务器登录。';
COMMENT ON COLUMN tool_server_sign_ins.state_digest IS E'SHA-256 of the state that the member comes back with.\n成员返回时所带 state 的 SHA-256。';
COMMENT ON COLUMN tool_server_sign_ins.sealed IS E'What only we may know of it: the verifier, and what was discovered.\n只有我们可知的内容：校验码与发现的信息（已加密）。';

CREATE TABLE tool_settings (
  tenant_id uuid PRIMARY KEY REFERENCES tenants ON DELETE CASCADE,
  approval_days integer NOT NULL DEFAULT 7 CHECK ((approval_days >= 1) AND (approval_days <= 90)),
  live_hosts text[] NOT NULL DEFAULT '{}'
);
COMMENT ON TABLE tool_settings IS E'How long consent is waited for; no row: seven days.\n等待同意的时限；没有该行则为七天。';
COMMENT ON COLUMN tool_settings.live_hosts IS E'Hosts to which links stay live in answers that have read text from outside; *.example.com stands for all below it.\n读取过外部文本的答案中仍可点击链接的主机；*.example.com 表示其下全部。';

CREATE TABLE tool_rules (
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  id uuid NOT NULL,
  agent_id uuid,
  position integer NOT NULL,
  pattern text NOT NULL,
  verdict text NOT NULL CHECK (verdict IN ('allow', 'ask', 'deny')),
  allows_tainted boolean NOT NULL DEFAULT false,
  person_may_decide boolean NOT NULL DEFAULT false,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, agent_id) REFERENCES agents (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX tool_rules_agent ON tool_rules (tenant_id, agent_id, "position");
COMMENT ON TABLE tool_rules IS E'Which tools may be called, must be asked for, or are forbidden: for all agents, or for one.\n哪些工具可以调用、须先询问或禁止：对全部或单个智能体。';
COMMENT ON COLUMN tool_rules.agent_id IS E'Null: for every agent of the tenant.\n为空则适用于租户的所有智能体。';
COMMENT ON COLUMN tool_rules.position IS E'Where it stands in the list that was set, from 0 on; it decides nothing.\n在设置列表中的位置，从 0 起；不影响判断。';
COMMENT ON COLUMN tool_rules.allows_tainted IS E'Whether it allows a call also once text from outside has been read.\n读取过外部文本之后是否仍允许调用。';
COMMENT ON COLUMN tool_rules.person_may_decide IS E'Whether the visitor or end user an agent talks with may consent, besides the inbox.\n除客服外，与智能体交谈的访客或终端用户能否同意。';

CREATE TABLE tool_grants (
  tenant_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  tool text NOT NULL,
  fingerprint text NOT NULL,
  granted_by uuid,
  granted_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, conversation_id, tool),
  FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations (tenant_id, id) ON DELETE CASCADE
);
COMMENT ON TABLE tool_grants IS E'Tools that need no further consent in a conversation.\n在某会话中无须再次同意的工具。';

CREATE TABLE tool_steps (
  tenant_id uuid NOT NULL,
  reply_id uuid NOT NULL,
  call_id text NOT NULL,
  name text NOT NULL,
  input jsonb NOT NULL,
  has_effect boolean NOT NULL,
  output jsonb,
  is_error boolean NOT NULL DEFAULT false,
  intended_at timestamptz(3) NOT NULL DEFAULT now(),
  finished_at timestamptz,
  PRIMARY KEY (tenant_id, reply_id, call_id),
  FOREIGN KEY (tenant_id, reply_id) REFERENCES replies (tenant_id, id) ON DELETE CASCADE
);
COMMENT ON TABLE tool_steps IS E'A tool call: its intent before, its result after. One with an effect and no result is never run again.\n一次工具调用：调用前记意图，调用后记结果。有副作用而无结果的不再执行。';
COMMENT ON COLUMN tool_steps.input IS E'The arguments as the model gave them.\n模型给出的参数。';
COMMENT ON COLUMN tool_steps.output IS E'What the tool answered, cut to what a model is shown; null until it has.\n工具的答复，按展示给模型的长度截断；未答复则为空。';

CREATE TABLE tool_approvals (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  reply_id uuid NOT NULL,
  message_id uuid NOT NULL,
  call_id text NOT NULL,
  name text NOT NULL,
  tool text NOT NULL,
  fingerprint text NOT NULL,
  input jsonb NOT NULL,
  is_tainted boolean NOT NULL,
  person_may_decide boolean NOT NULL,
  state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'approved', 'denied', 'expired', 'void')),
  expires_at timestamptz(3) NOT NULL,
  decided_by uuid,
  decided_at timestamptz(3),
  follow_up_reply_id uuid,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, reply_id, call_id),
  FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, reply_id) REFERENCES replies (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX tool_approvals_conversation ON tool_approvals (tenant_id, conversation_id, id);
CREATE INDEX tool_approvals_message ON tool_approvals (tenant_id, message_id);
CREATE INDEX tool_approvals_pending ON tool_approvals (tenant_id, id) WHERE state = 'pending';
COMMENT ON TABLE tool_approvals IS E'A tool call that waits for somebody’s consent, and what became of it. What was shown is what runs.\n等待同意的工具调用及其结果。所示即所执行。';
COMMENT ON COLUMN tool_approvals.name IS E'What the model calls the tool.\n模型对工具的称呼。';
COMMENT ON COLUMN tool_approvals.tool IS E'What lists and policies call it.\n列表与策略对工具的称呼。';
COMMENT ON COLUMN tool_approvals.fingerprint IS E'Of the tool as it was when consent was asked for; another tool does not run on it.\n请求同意时工具的指纹；换了工具则不执行。';
COMMENT ON COLUMN tool_approvals.input IS E'The arguments as they were shown: any JSON.\n当时展示的参数：任意 JSON。';
COMMENT ON COLUMN tool_approvals.follow_up_reply_id IS E'The one reply that may make the call.\n唯一可以发起该调用的回答。';

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
COMMENT ON TABLE custom_tools IS E'HTTP services of the tenant''s own that agents may call.\n租户自己的 HTTP 服务，可供智能体调用。';
COMMENT ON COLUMN custom_tools.name IS E'What agents and policies call it: http:<name>:<operation>.\n智能体与策略对它的称呼：http:<名称>:<操作>。';
COMMENT ON COLUMN custom_tools.url IS E'Where it is called; below it for one that a document describes. Set by its owner alone.\n调用地址；由接口文档描述的工具在其之下。只能由所有者设置。';
COMMENT ON COLUMN custom_tools.operations IS E'What it offers, one tool each, with where every argument goes.\n提供的操作，每个是一个工具，并说明各参数的位置。';
COMMENT ON COLUMN custom_tools.skipped IS E'What its document describes besides and why that is no tool.\n接口文档中未成为工具的部分及原因。';
COMMENT ON COLUMN custom_tools.sealed_auth IS E'The value of auth_header, sent with each call.\nauth_header 的值，随每次调用发送（已加密）。';
COMMENT ON COLUMN custom_tools.sealed_secret IS E'What calls of a webhook are signed with.\n对 webhook 调用签名的密钥（已加密）。';

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
COMMENT ON TABLE served_tools IS E'Tools of a server as they were approved, and as the server describes them now.\n工具服务器的工具：批准时与现在的描述。';
COMMENT ON COLUMN served_tools.approved IS E'The description that somebody approved; null for one that nobody has.\n已批准的描述；尚未批准时为空。';
COMMENT ON COLUMN served_tools.offered IS E'The description that the server gave last; null once it gives none.\n服务器最近给出的描述；不再提供时为空。';
