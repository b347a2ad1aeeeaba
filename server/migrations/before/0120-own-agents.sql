-- A member's own agent is there for that member and for the server itself, whatever a statement asks for, and so is what is
-- written of it. A process of the version before does not say who looks, and hides such agents by itself.
CREATE POLICY own ON agents AS RESTRICTIVE TO parley_app
  USING (owner_id IS NULL OR coalesce(current_setting('app.viewer', true), 'server') IN ('server', owner_id::text));
CREATE POLICY own ON agent_versions AS RESTRICTIVE TO parley_app
  USING (EXISTS (SELECT FROM agents WHERE agents.tenant_id = agent_versions.tenant_id AND agents.id = agent_versions.agent_id));
CREATE POLICY own ON agent_drafts AS RESTRICTIVE TO parley_app
  USING (EXISTS (SELECT FROM agents WHERE agents.tenant_id = agent_drafts.tenant_id AND agents.id = agent_drafts.agent_id));
CREATE POLICY own ON suggestions AS RESTRICTIVE TO parley_app
  USING (EXISTS (SELECT FROM agents WHERE agents.tenant_id = suggestions.tenant_id AND agents.id = suggestions.agent_id));

-- Whoever may write in a conversation is answered there, also by an agent that they would not see elsewhere.
GRANT SELECT ON agents TO parley_search;
CREATE POLICY search ON agents FOR SELECT TO parley_search USING (tenant_id = current_tenant());

CREATE FUNCTION answering_agents(agent_ids uuid[])
RETURNS SETOF agents
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 1
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN QUERY SELECT a.* FROM public.agents a
  WHERE a.tenant_id = public.current_tenant() AND a.id = ANY (agent_ids);
END $$;
COMMENT ON FUNCTION answering_agents IS 'These agents of the tenant that was entered, also those that are a member''s own.';
REVOKE ALL ON FUNCTION answering_agents FROM PUBLIC;
GRANT EXECUTE ON FUNCTION answering_agents TO parley_app;
GRANT CREATE ON SCHEMA public TO parley_search;
ALTER FUNCTION answering_agents OWNER TO parley_search;
REVOKE CREATE ON SCHEMA public FROM parley_search;
