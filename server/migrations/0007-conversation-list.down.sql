DROP FUNCTION search_conversations;
DROP TABLE search_entries, event_followers;
ALTER TABLE conversations DROP COLUMN project_id, DROP COLUMN is_archived, DROP COLUMN is_starred;
DROP TABLE projects;
