ALTER TABLE search_entries DROP CONSTRAINT search_entries_bound;
