CREATE TABLE projects (
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  id uuid NOT NULL,
  owner_kind text NOT NULL CHECK (owner_kind IN ('member', 'visitor')),
  owner_id uuid NOT NULL,
  name text NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX projects_owner ON projects (tenant_id, owner_id, id);
COMMENT ON TABLE projects IS 'What a person puts conversations together under.';
COMMENT ON COLUMN projects.owner_id IS 'Who made it, and the only one who sees it.';
COMMENT ON COLUMN projects.owner_kind IS 'Whether that is a member or a visitor.';

ALTER TABLE conversations
  ADD COLUMN is_starred boolean NOT NULL DEFAULT false,
  ADD COLUMN is_archived boolean NOT NULL DEFAULT false,
  ADD COLUMN project_id uuid,
  ADD FOREIGN KEY (tenant_id, project_id) REFERENCES projects (tenant_id, id) ON DELETE SET NULL (project_id);
-- The others are found by their owner; a project is also looked up when it is deleted.
CREATE INDEX conversations_project ON conversations (tenant_id, project_id, updated_at DESC, id DESC)
  WHERE project_id IS NOT NULL;
COMMENT ON COLUMN conversations.is_starred IS 'A mark of its owner.';
COMMENT ON COLUMN conversations.is_archived IS 'A mark of its owner: out of the way, and found all the same.';
COMMENT ON COLUMN conversations.project_id IS 'The project of its owner that it is put in.';

CREATE TABLE event_followers (
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  name text NOT NULL,
  number bigint NOT NULL,
  PRIMARY KEY (tenant_id, name)
);
COMMENT ON TABLE event_followers IS 'How far background work that follows a tenant''s events has come.';
COMMENT ON COLUMN event_followers.number IS 'The last event that it has taken in; those after it are still to be.';

-- No foreign key to conversations: storing an entry would wait for the lock that every turn holds on that row, and
-- hold turns up in return. What is deleted is not found any more at once, and its entries follow by its event.
CREATE TABLE search_entries (
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  said_at timestamptz(3) NOT NULL,
  terms tsvector NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX search_entries_terms ON search_entries USING gin (terms);
CREATE INDEX search_entries_conversation ON search_entries (tenant_id, conversation_id);
COMMENT ON TABLE search_entries IS 'What conversations are found by: one entry for each title and each message.';
COMMENT ON COLUMN search_entries.id IS 'The message''s id; the conversation''s own for its title.';
COMMENT ON COLUMN search_entries.terms IS 'Terms without positions; =owner, #tenant of the desk''s and @tenant, so that the index alone keeps to who may look.';

-- As with passages: run as a role whose policy filters nothing, or PostgreSQL would not use the index of terms.
GRANT SELECT (tenant_id, id, conversation_id, said_at, terms) ON search_entries TO parley_search;
CREATE POLICY search ON search_entries FOR SELECT TO parley_search USING (true);

CREATE FUNCTION search_conversations(tenant uuid, places tsquery, asked tsquery, entries_max integer)
RETURNS TABLE (entry_id uuid, of_conversation uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off
AS $$
DECLARE
  wanted CONSTANT tsquery := places && asked;
BEGIN
  IF tenant IS NULL OR tenant IS DISTINCT FROM public.current_tenant() THEN
    RAISE EXCEPTION 'Conversations are searched in the tenant that was entered and in no other.'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN QUERY
  SELECT e.id, e.conversation_id FROM public.search_entries e
  WHERE e.terms @@ wanted
    -- Written so that no other index fits: the marks in the query have chosen these rows already.
    AND e.tenant_id IS NOT DISTINCT FROM tenant
  ORDER BY e.said_at DESC, e.id DESC LIMIT entries_max;
END $$;
COMMENT ON FUNCTION search_conversations IS 'The newest entries with these terms in these places. Whether they may be seen is asked after it.';
REVOKE ALL ON FUNCTION search_conversations FROM PUBLIC;
GRANT EXECUTE ON FUNCTION search_conversations TO parley_app;
GRANT CREATE ON SCHEMA public TO parley_search;
ALTER FUNCTION search_conversations OWNER TO parley_search;
REVOKE CREATE ON SCHEMA public FROM parley_search;
