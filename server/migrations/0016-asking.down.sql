ALTER TABLE replies DROP COLUMN searched;
ALTER TABLE agent_sources DROP COLUMN weight;
ALTER TABLE agents DROP COLUMN unsupported_claims;
