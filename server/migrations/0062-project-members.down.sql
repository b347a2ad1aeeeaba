ALTER TABLE conversations DROP COLUMN writer_ids, DROP COLUMN reader_ids;
UPDATE projects p SET is_starred = pm.is_starred
  FROM project_members pm WHERE pm.tenant_id = p.tenant_id AND pm.project_id = p.id AND pm.member_id = p.owner_id;
DROP TABLE project_members;
