ALTER TABLE projects
  ADD COLUMN description text NOT NULL DEFAULT '',
  ADD COLUMN color text CHECK (color ~ '^#[0-9A-F]{6}$'),
  ADD COLUMN icon text,
  ADD COLUMN instructions text NOT NULL DEFAULT '',
  ADD COLUMN agent_id uuid,
  ADD COLUMN is_starred boolean NOT NULL DEFAULT false,
  ADD COLUMN is_archived boolean NOT NULL DEFAULT false,
  ADD FOREIGN KEY (tenant_id, agent_id) REFERENCES agents (tenant_id, id) ON DELETE SET NULL (agent_id);
COMMENT ON COLUMN projects.color IS '#RRGGBB in capitals; null for none.';
COMMENT ON COLUMN projects.icon IS 'The name of a sign that clients know; null for the usual one.';
COMMENT ON COLUMN projects.instructions IS 'What agents are told besides in its conversations.';
COMMENT ON COLUMN projects.agent_id IS 'Who answers in conversations that are opened in it without naming an agent.';

CREATE TABLE project_sources (
  tenant_id uuid NOT NULL,
  project_id uuid NOT NULL,
  source_id uuid NOT NULL,
  PRIMARY KEY (tenant_id, project_id, source_id),
  FOREIGN KEY (tenant_id, project_id) REFERENCES projects (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, source_id) REFERENCES sources (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX project_sources_source ON project_sources (tenant_id, source_id);
COMMENT ON TABLE project_sources IS 'Where agents look answers up besides their own sources, in a project''s conversations.';
