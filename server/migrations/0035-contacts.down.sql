DROP INDEX files_owner;
DROP INDEX messages_visitor;
DROP TABLE contact_erasures;
DROP TABLE contact_attributes;
DROP FUNCTION search_visitors;
DROP POLICY search ON visitors;
REVOKE SELECT (tenant_id, id, last_seen_at, terms) ON visitors FROM parley_search;
ALTER TABLE visitors NO FORCE ROW LEVEL SECURITY;
DELETE FROM visitors WHERE merged_into IS NOT NULL;
ALTER TABLE visitors FORCE ROW LEVEL SECURITY;
ALTER TABLE visitors
  DROP COLUMN email, DROP COLUMN phone, DROP COLUMN locale, DROP COLUMN time_zone, DROP COLUMN company,
  DROP COLUMN attributes, DROP COLUMN origin, DROP COLUMN last_seen_at, DROP COLUMN blocked_at,
  DROP COLUMN erasing_at, DROP COLUMN merged_into, DROP COLUMN terms;
