-- Where visitors write from: widgets, mail and other channels.

CREATE TABLE channels (
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  id uuid NOT NULL,
  name text NOT NULL,
  agent_id uuid,
  is_closed boolean NOT NULL DEFAULT false,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  kind text NOT NULL DEFAULT 'api' CHECK (kind IN ('api', 'email')),
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, id, kind),
  FOREIGN KEY (tenant_id, agent_id) REFERENCES agents (tenant_id, id) ON DELETE SET NULL (agent_id)
);
COMMENT ON TABLE channels IS E'Outside systems whose people write to us through them.\n外部系统，其用户通过它给我们写消息。';
COMMENT ON COLUMN channels.agent_id IS E'Who answers what begins there; null for the tenant''s first agent.\n由谁回答从此处开始的会话；为空则为租户的第一个智能体。';
COMMENT ON COLUMN channels.kind IS E'api: an outside system brings messages by itself; email: people write mail to an address.\napi：外部系统自行送来消息；email：人们写信到某地址。';

CREATE TABLE channel_threads (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  channel_id uuid NOT NULL,
  outside_id text NOT NULL,
  outside_person_id text NOT NULL,
  conversation_id uuid NOT NULL,
  visitor_id uuid NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, channel_id, outside_id),
  FOREIGN KEY (tenant_id, channel_id) REFERENCES channels (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations (tenant_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX channel_threads_conversation ON channel_threads (tenant_id, conversation_id);
CREATE INDEX channel_threads_visitor ON channel_threads (tenant_id, visitor_id);
COMMENT ON TABLE channel_threads IS E'Which conversation stands for a thread of an outside system.\n外部系统的线程对应哪个会话。';
COMMENT ON COLUMN channel_threads.outside_id IS E'What that system calls the thread; outside_person_id whoever writes there.\n外部系统对该线程的编号；outside_person_id 为在其中书写的人。';

CREATE TABLE channel_messages (
  tenant_id uuid NOT NULL,
  channel_id uuid NOT NULL,
  message_id uuid NOT NULL,
  outside_id text,
  direction text NOT NULL CHECK (direction IN ('in', 'out')),
  state text CHECK (state IN ('sent', 'delivered', 'read', 'failed')),
  detail text NOT NULL DEFAULT '',
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, message_id),
  UNIQUE (tenant_id, channel_id, outside_id),
  FOREIGN KEY (tenant_id, channel_id) REFERENCES channels (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, message_id) REFERENCES messages (tenant_id, id) ON DELETE CASCADE
);
COMMENT ON TABLE channel_messages IS E'What an outside system calls a message, and how far an answer came there.\n外部系统对消息的编号，以及回答送达到哪一步。';
COMMENT ON COLUMN channel_messages.outside_id IS E'Null for an answer whose name there is not known.\n为空表示回答在对方系统中的编号未知。';
COMMENT ON COLUMN channel_messages.direction IS E'in: its people said it; out: we did.\nin：对方所说；out：我们所说。';
COMMENT ON COLUMN channel_messages.state IS E'Of an answer: it was handed over, it arrived, it was read, or it did not arrive, because of detail.\n回答的投递状态：已交付、已到达、已读，或因 detail 所述原因未到达。';

CREATE TABLE email_channels (
  tenant_id uuid NOT NULL,
  channel_id uuid NOT NULL,
  kind text NOT NULL DEFAULT 'email' CHECK (kind = 'email'),
  address text NOT NULL,
  display_name text NOT NULL DEFAULT '',
  signature text NOT NULL DEFAULT '',
  has_plus_address boolean NOT NULL DEFAULT true,
  secret_hash text NOT NULL,
  signing text NOT NULL DEFAULT 'none' CHECK (signing IN ('none', 'standard-webhooks', 'hmac')),
  signing_header text NOT NULL DEFAULT 'x-signature',
  sealed_signing_key text,
  PRIMARY KEY (tenant_id, channel_id),
  UNIQUE (tenant_id, address),
  FOREIGN KEY (tenant_id, channel_id, kind) REFERENCES channels (tenant_id, id, kind) ON DELETE CASCADE,
  CHECK ((signing = 'none') = (sealed_signing_key IS NULL))
);
COMMENT ON TABLE email_channels IS E'What a channel needs besides whose people write mail.\n邮件渠道所需的其他设置。';
COMMENT ON COLUMN email_channels.address IS E'Where people write to, in lower case; answers come from it.\n收信地址（小写）；回答也由此发出。';
COMMENT ON COLUMN email_channels.has_plus_address IS E'Whether mail to local+anything@domain arrives too, so that answers can ask for a reply there.\nlocal+任意@域名 的邮件是否也能收到，以便请对方回复到那里。';
COMMENT ON COLUMN email_channels.secret_hash IS E'Of what a mail service shows when it brings a mail.\n邮件服务送信时出示的密钥的散列。';
COMMENT ON COLUMN email_channels.signing IS E'How a mail service signs what it brings, besides showing the secret.\n除出示密钥外，邮件服务如何签名。';
COMMENT ON COLUMN email_channels.signing_header IS E'Of hmac: the header that the signature stands in, in lower case.\nhmac 签名所在的请求头（小写）。';
COMMENT ON COLUMN email_channels.sealed_signing_key IS E'What the mail service signs with.\n邮件服务签名用的密钥（已加密）。';

CREATE TABLE channel_mails (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  channel_id uuid NOT NULL,
  direction text NOT NULL CHECK (direction IN ('in', 'out')),
  state text NOT NULL CHECK (state IN ('taken', 'ignored', 'queued', 'sending', 'sent', 'failed', 'withheld')),
  why text NOT NULL DEFAULT '',
  detail text NOT NULL DEFAULT '',
  address text NOT NULL,
  subject text NOT NULL DEFAULT '',
  outside_id text NOT NULL,
  person_id uuid,
  conversation_id uuid,
  message_id uuid,
  whole text,
  tries integer NOT NULL DEFAULT 0,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, channel_id) REFERENCES email_channels (tenant_id, channel_id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, message_id) REFERENCES messages (tenant_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX channel_mails_message ON channel_mails (tenant_id, message_id);
CREATE INDEX channel_mails_channel ON channel_mails (tenant_id, channel_id, id);
CREATE INDEX channel_mails_address ON channel_mails (tenant_id, channel_id, address, created_at);
CREATE INDEX channel_mails_outside ON channel_mails (tenant_id, channel_id, outside_id);
CREATE INDEX channel_mails_conversation ON channel_mails (tenant_id, conversation_id);
COMMENT ON TABLE channel_mails IS E'Mails that came to a channel''s address and went out from it, and what came of them.\n收到和发出的邮件，以及处理结果。';
COMMENT ON COLUMN channel_mails.why IS E'Why it was not taken, failed or was withheld, as a word that programs know.\n未接收、失败或被扣留的原因代码。';
COMMENT ON COLUMN channel_mails.address IS E'Whose it is or whom it is for.\n发件人或收件人地址。';
COMMENT ON COLUMN channel_mails.outside_id IS E'Its Message-ID.\n邮件的 Message-ID。';
COMMENT ON COLUMN channel_mails.whole IS E'Of a mail that was taken: its text as it came, where less of it is shown.\n已接收邮件的完整原文，显示内容比它少时保存。';

CREATE TABLE email_threads (
  tenant_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  token text NOT NULL,
  subject text NOT NULL,
  PRIMARY KEY (tenant_id, conversation_id),
  UNIQUE (tenant_id, token),
  FOREIGN KEY (tenant_id, conversation_id) REFERENCES channel_threads (tenant_id, conversation_id) ON DELETE CASCADE
);
COMMENT ON TABLE email_threads IS E'What a thread of mail needs besides its conversation.\n邮件线程除会话外所需的信息。';
COMMENT ON COLUMN email_threads.token IS E'Part of the address that replies are asked for at; nobody guesses it.\n请对方回复的地址中的一部分，无法猜到。';

CREATE TABLE widgets (
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  id uuid NOT NULL,
  public_key text NOT NULL UNIQUE,
  name text NOT NULL,
  agent_id uuid,
  is_enabled boolean NOT NULL DEFAULT true,
  allowed_origins text[] NOT NULL DEFAULT '{}',
  appearance jsonb NOT NULL CHECK (jsonb_typeof(appearance) = 'object'),
  forms jsonb NOT NULL CHECK (jsonb_typeof(forms) = 'object'),
  identity text NOT NULL DEFAULT 'off' CHECK (identity IN ('off', 'optional', 'required')),
  sealed_secret text,
  former_secret text,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, agent_id) REFERENCES agents (tenant_id, id)
);
COMMENT ON TABLE widgets IS E'Chats that sites put on their pages.\n网站放在页面上的聊天组件。';
COMMENT ON COLUMN widgets.public_key IS E'Stands in the page; opens nothing by itself.\n写在页面上，本身不能打开任何东西。';
COMMENT ON COLUMN widgets.agent_id IS E'Who answers; the tenant''s first agent for null.\n由谁回答；为空则为租户的第一个智能体。';
COMMENT ON COLUMN widgets.allowed_origins IS E'Pages that may show it: origins, and https://*.example.com for all below one.\n可以显示它的页面来源；https://*.example.com 表示其下全部。';
COMMENT ON COLUMN widgets.appearance IS E'Title, greeting, colour, corner, language and theme (contract/src/shapes/widget.ts).\n标题、欢迎语、颜色、位置、语言与主题（contract/src/shapes/widget.ts）。';
COMMENT ON COLUMN widgets.forms IS E'What people are asked for (contract/src/shapes/widget.ts).\n向访客询问的内容（contract/src/shapes/widget.ts）。';
COMMENT ON COLUMN widgets.sealed_secret IS E'What a site''s server signs identities with, sealed for this row.\n网站服务器签署身份的密钥，只为此行加密。';
COMMENT ON COLUMN widgets.former_secret IS E'The one before, good until it is dropped, so that servers can change over.\n前一个密钥，移除前仍有效，便于服务器更换。';

ALTER TABLE conversations ADD FOREIGN KEY (tenant_id, widget_id) REFERENCES widgets (tenant_id, id) ON DELETE SET NULL (widget_id);

CREATE TABLE visitor_sessions (
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  id uuid NOT NULL,
  widget_id uuid NOT NULL,
  visitor_id uuid NOT NULL,
  token_hash text NOT NULL UNIQUE,
  is_verified boolean NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  consented_at timestamptz(3),
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, widget_id) REFERENCES widgets (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, visitor_id) REFERENCES visitors (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX visitor_sessions_visitor ON visitor_sessions (tenant_id, visitor_id);
CREATE INDEX visitor_sessions_widget ON visitor_sessions (tenant_id, widget_id, expires_at);
COMMENT ON TABLE visitor_sessions IS E'A session of a visitor in one browser and one widget.\n一名访客在一个浏览器、一个组件中的会话。';
COMMENT ON COLUMN visitor_sessions.is_verified IS E'Whether the site''s server has verified the identity.\n身份是否已由网站服务器验证。';
COMMENT ON COLUMN visitor_sessions.consented_at IS E'When they agreed to the line of the form before the chat.\n同意会话前表单条款的时间。';
