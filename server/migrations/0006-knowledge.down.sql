DROP FUNCTION search_passages;
DROP TABLE agent_sources, term_statistics, passages, documents, sources;
-- The role stays: other databases of the same server may use it.
REVOKE ALL ON SCHEMA public FROM parley_search;
