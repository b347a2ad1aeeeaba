CREATE TABLE conversation_shares (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  owner_id uuid NOT NULL,
  token_hash text NOT NULL,
  title text NOT NULL,
  head_message_id uuid NOT NULL,
  message_count integer NOT NULL,
  expires_at timestamptz(3),
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, head_message_id) REFERENCES messages (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, owner_id) REFERENCES members (tenant_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX conversation_shares_token ON conversation_shares (tenant_id, token_hash);
CREATE INDEX conversation_shares_conversation ON conversation_shares (tenant_id, conversation_id);
CREATE INDEX conversation_shares_head ON conversation_shares (tenant_id, head_message_id);
CREATE INDEX conversation_shares_owner ON conversation_shares (tenant_id, owner_id, id DESC);
COMMENT ON TABLE conversation_shares IS 'Links by which anybody reads a conversation as it was at one moment. A revoked one is gone.';
COMMENT ON COLUMN conversation_shares.token_hash IS 'SHA-256 of what the link says; the link itself is kept nowhere.';
COMMENT ON COLUMN conversation_shares.head_message_id IS 'The last message that is shown; the path up to the first one is what is shown besides.';
COMMENT ON COLUMN conversation_shares.title IS 'What it was called at that moment.';
COMMENT ON COLUMN conversation_shares.updated_at IS 'That moment.';

CREATE TABLE share_settings (
  tenant_id uuid PRIMARY KEY REFERENCES tenants ON DELETE CASCADE,
  is_on boolean NOT NULL DEFAULT true
);
COMMENT ON TABLE share_settings IS 'Whether conversations may be read by links at all; without a row they may.';
