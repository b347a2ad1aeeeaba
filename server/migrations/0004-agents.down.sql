ALTER TABLE budgets DROP CONSTRAINT budgets_tenant_id_agent_id_fkey;
ALTER TABLE completions DROP CONSTRAINT completions_tenant_id_agent_id_fkey;
DROP TABLE suggestions, agent_drafts, agent_versions, agents;
