DROP FUNCTION answering_agents;
DROP POLICY search ON agents;
REVOKE SELECT ON agents FROM parley_search;
DROP POLICY own ON suggestions;
DROP POLICY own ON agent_drafts;
DROP POLICY own ON agent_versions;
DROP POLICY own ON agents;
