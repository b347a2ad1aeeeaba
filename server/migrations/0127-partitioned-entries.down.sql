DROP FUNCTION search_entries_before;
-- Where its time was over the oldest partition is gone.
DO $$
BEGIN
  IF to_regclass('search_entries_first') IS NOT NULL THEN
    ALTER TABLE search_entries DETACH PARTITION search_entries_first;
  ELSE
    CREATE TABLE search_entries_first (LIKE search_entries_rest INCLUDING ALL);
    ALTER TABLE search_entries_first ADD FOREIGN KEY (tenant_id) REFERENCES tenants ON DELETE CASCADE;
    ALTER TABLE search_entries_first RENAME CONSTRAINT search_entries_first_tenant_id_fkey TO search_entries_tenant_id_fkey;
    ALTER INDEX search_entries_first_terms_idx RENAME TO search_entries_first_terms;
    ALTER INDEX search_entries_first_tenant_id_conversation_id_idx RENAME TO search_entries_first_conversation;
    CREATE POLICY search ON search_entries_first FOR SELECT TO parley_search USING (true);
    CREATE POLICY tenant ON search_entries_first TO parley_app USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant());
    ALTER TABLE search_entries_first ENABLE ROW LEVEL SECURITY;
  END IF;
END $$;
INSERT INTO search_entries_first SELECT * FROM search_entries;
DROP TABLE search_entries;
ALTER TABLE search_entries_first RENAME TO search_entries;
ALTER INDEX search_entries_first_pkey RENAME TO search_entries_pkey;
ALTER INDEX search_entries_first_terms RENAME TO search_entries_terms;
ALTER INDEX search_entries_first_conversation RENAME TO search_entries_conversation;
ALTER TABLE search_entries ADD CONSTRAINT search_entries_bound CHECK (id < 'ffffffff-ffff-ffff-ffff-ffffffffffff');
GRANT SELECT, INSERT, UPDATE, DELETE ON search_entries TO parley_app;
GRANT SELECT (tenant_id, id, conversation_id, said_at, terms) ON search_entries TO parley_search;
