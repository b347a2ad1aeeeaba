CREATE TABLE imports (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  owner_id uuid NOT NULL,
  file_id uuid,
  file_name text NOT NULL,
  project_id uuid,
  state text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'running', 'done', 'failed')),
  items_total integer,
  imported integer NOT NULL DEFAULT 0,
  skipped integer NOT NULL DEFAULT 0,
  failed integer NOT NULL DEFAULT 0,
  failures jsonb NOT NULL DEFAULT '[]',
  detail text,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  ended_at timestamptz,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, owner_id) REFERENCES members (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, file_id) REFERENCES files (tenant_id, id) ON DELETE SET NULL (file_id),
  FOREIGN KEY (tenant_id, project_id) REFERENCES projects (tenant_id, id) ON DELETE SET NULL (project_id)
);
CREATE INDEX imports_owner ON imports (tenant_id, owner_id, id DESC);
COMMENT ON TABLE imports IS 'Conversations of other systems, or of our own files, that members took in.';
COMMENT ON COLUMN imports.failures IS 'Which items could not be taken in and why: {item, title, reason}; the first hundred.';
COMMENT ON COLUMN imports.detail IS 'Why all of it failed.';

CREATE TABLE imported_conversations (
  tenant_id uuid NOT NULL,
  owner_id uuid NOT NULL,
  format text NOT NULL,
  external_id text NOT NULL,
  conversation_id uuid NOT NULL,
  PRIMARY KEY (tenant_id, owner_id, format, external_id),
  FOREIGN KEY (tenant_id, owner_id) REFERENCES members (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX imported_conversations_conversation ON imported_conversations (tenant_id, conversation_id);
COMMENT ON TABLE imported_conversations IS 'What imported conversations were called where they came from, so that none is taken in twice.';
COMMENT ON COLUMN imported_conversations.external_id IS 'The name by which that system knows it; of the format alone.';
