ALTER TABLE projects DROP CONSTRAINT projects_icon_check;
COMMENT ON COLUMN projects.icon IS 'The name of a sign that clients know; null for the usual one.';
