CREATE TABLE widgets (
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  id uuid NOT NULL,
  public_key text NOT NULL UNIQUE,
  name text NOT NULL,
  agent_id uuid,
  is_enabled boolean NOT NULL DEFAULT true,
  allowed_origins text[] NOT NULL DEFAULT '{}',
  look jsonb NOT NULL CHECK (jsonb_typeof(look) = 'object'),
  forms jsonb NOT NULL CHECK (jsonb_typeof(forms) = 'object'),
  identity text NOT NULL DEFAULT 'off' CHECK (identity IN ('off', 'optional', 'required')),
  sealed_secret text,
  former_secret text,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, agent_id) REFERENCES agents (tenant_id, id)
);
COMMENT ON TABLE widgets IS 'Chats that sites put on their pages.';
COMMENT ON COLUMN widgets.public_key IS 'Stands in the page; opens nothing by itself.';
COMMENT ON COLUMN widgets.agent_id IS 'Who answers; the tenant''s first agent for null.';
COMMENT ON COLUMN widgets.allowed_origins IS 'Pages that may show it: origins, and https://*.example.com for all below one.';
COMMENT ON COLUMN widgets.look IS 'Title, greeting, colour, corner, language and theme (contract/src/shapes/widget.ts).';
COMMENT ON COLUMN widgets.forms IS 'What people are asked for (contract/src/shapes/widget.ts).';
COMMENT ON COLUMN widgets.sealed_secret IS 'What a site''s server signs identities with, sealed for this row.';
COMMENT ON COLUMN widgets.former_secret IS 'The one before, good until it is dropped, so that servers can change over.';

ALTER TABLE visitors ADD COLUMN verified_at timestamptz(3);
COMMENT ON COLUMN visitors.verified_at IS 'Since when a site has vouched for who they are: a pass that proves no identity does not open them any more.';

CREATE TABLE widget_passes (
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
CREATE INDEX widget_passes_visitor ON widget_passes (tenant_id, visitor_id);
CREATE INDEX widget_passes_widget ON widget_passes (tenant_id, widget_id, expires_at);
COMMENT ON TABLE widget_passes IS 'What lets one browser into one widget as one visitor.';
COMMENT ON COLUMN widget_passes.is_verified IS 'Whether the site''s server had said who it is.';
COMMENT ON COLUMN widget_passes.consented_at IS 'When they agreed to the line of the form before the chat.';

ALTER TABLE conversations
  ADD COLUMN widget_id uuid,
  ADD FOREIGN KEY (tenant_id, widget_id) REFERENCES widgets (tenant_id, id) ON DELETE SET NULL (widget_id);
CREATE INDEX conversations_widget ON conversations (tenant_id, widget_id) WHERE widget_id IS NOT NULL;
COMMENT ON COLUMN conversations.widget_id IS 'The widget that it was begun in; its passes open nothing else.';

ALTER TABLE socket_tickets
  DROP CONSTRAINT socket_tickets_credential_kind_check,
  ADD CONSTRAINT socket_tickets_credential_kind_check CHECK (credential_kind IN ('sign-in', 'api-key', 'visitor', 'pass'));
