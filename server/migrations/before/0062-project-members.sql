CREATE TABLE project_members (
  tenant_id uuid NOT NULL,
  project_id uuid NOT NULL,
  member_id uuid NOT NULL,
  role text NOT NULL CHECK (role IN ('owner', 'editor', 'viewer')),
  is_starred boolean NOT NULL DEFAULT false,
  added_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, project_id, member_id),
  FOREIGN KEY (tenant_id, project_id) REFERENCES projects (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, member_id) REFERENCES members (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX project_members_member ON project_members (tenant_id, member_id, project_id);
COMMENT ON TABLE project_members IS 'Who works in a project. A visitor''s project has nobody here: it is theirs alone.';
COMMENT ON COLUMN project_members.is_starred IS 'A mark of this member; a visitor''s own is kept with the project.';
INSERT INTO project_members (tenant_id, project_id, member_id, role, is_starred, added_at)
  SELECT p.tenant_id, p.id, p.owner_id, 'owner', p.is_starred, p.created_at
  FROM projects p JOIN members m ON m.tenant_id = p.tenant_id AND m.id = p.owner_id
  WHERE p.owner_kind = 'member';
COMMENT ON COLUMN projects.owner_id IS 'Who made it; the only one who sees it where that is a visitor.';
COMMENT ON COLUMN projects.is_starred IS 'A mark of the visitor whose it is.';

ALTER TABLE conversations
  ADD COLUMN reader_ids uuid[] NOT NULL DEFAULT '{}',
  ADD COLUMN writer_ids uuid[] NOT NULL DEFAULT '{}';
COMMENT ON COLUMN conversations.reader_ids IS 'The members of the project that it is in: they see it. Kept with every change of either.';
COMMENT ON COLUMN conversations.writer_ids IS 'Those of them who may go on in it.';
COMMENT ON COLUMN conversations.project_id IS 'The project that its owner put it in.';
UPDATE conversations c SET reader_ids = ARRAY[pm.member_id], writer_ids = ARRAY[pm.member_id]
  FROM project_members pm WHERE pm.tenant_id = c.tenant_id AND pm.project_id = c.project_id;
