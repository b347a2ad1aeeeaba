ALTER TABLE channels
  ADD COLUMN kind text NOT NULL DEFAULT 'api' CHECK (kind IN ('api', 'email')),
  ADD UNIQUE (tenant_id, id, kind);
COMMENT ON COLUMN channels.kind IS 'api: an outside system brings messages by itself; email: people write mail to an address.';

CREATE TABLE email_channels (
  tenant_id uuid NOT NULL,
  channel_id uuid NOT NULL,
  kind text NOT NULL DEFAULT 'email' CHECK (kind = 'email'),
  address text NOT NULL,
  display_name text NOT NULL DEFAULT '',
  signature text NOT NULL DEFAULT '',
  has_plus_address boolean NOT NULL DEFAULT true,
  secret_hash text NOT NULL,
  PRIMARY KEY (tenant_id, channel_id),
  UNIQUE (tenant_id, address),
  FOREIGN KEY (tenant_id, channel_id, kind) REFERENCES channels (tenant_id, id, kind) ON DELETE CASCADE
);
COMMENT ON TABLE email_channels IS 'What a channel needs besides whose people write mail.';
COMMENT ON COLUMN email_channels.address IS 'Where people write to, in lower case; answers come from it.';
COMMENT ON COLUMN email_channels.has_plus_address IS 'Whether mail to local+anything@domain arrives too, so that answers can ask for a reply there.';
COMMENT ON COLUMN email_channels.secret_hash IS 'Of what a mail service shows when it brings a mail.';

CREATE TABLE email_threads (
  tenant_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  token text NOT NULL,
  subject text NOT NULL,
  PRIMARY KEY (tenant_id, conversation_id),
  UNIQUE (tenant_id, token),
  FOREIGN KEY (tenant_id, conversation_id) REFERENCES channel_threads (tenant_id, conversation_id) ON DELETE CASCADE
);
COMMENT ON TABLE email_threads IS 'What a thread of mail needs besides its conversation.';
COMMENT ON COLUMN email_threads.token IS 'Part of the address that replies are asked for at; nobody guesses it.';

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
  tries int NOT NULL DEFAULT 0,
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
COMMENT ON TABLE channel_mails IS 'Mails that came to a channel''s address and went out from it, and what came of them.';
COMMENT ON COLUMN channel_mails.why IS 'Why it was not taken, failed or was withheld, as a word that programs know.';
COMMENT ON COLUMN channel_mails.address IS 'Whose it is or whom it is for.';
COMMENT ON COLUMN channel_mails.outside_id IS 'Its Message-ID.';
COMMENT ON COLUMN channel_mails.whole IS 'Of a mail that was taken: its text as it came, where less of it is shown.';
