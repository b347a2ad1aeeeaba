ALTER TABLE visitors
  ADD COLUMN email text,
  ADD COLUMN phone text,
  ADD COLUMN locale text,
  ADD COLUMN time_zone text,
  ADD COLUMN company text,
  ADD COLUMN attributes jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(attributes) = 'object'),
  ADD COLUMN origin text NOT NULL DEFAULT '',
  ADD COLUMN last_seen_at timestamptz(3) NOT NULL DEFAULT now(),
  ADD COLUMN blocked_at timestamptz(3),
  ADD COLUMN erasing_at timestamptz(3),
  ADD COLUMN merged_into uuid,
  ADD COLUMN terms tsvector NOT NULL DEFAULT '',
  ADD FOREIGN KEY (tenant_id, merged_into) REFERENCES visitors (tenant_id, id) ON DELETE CASCADE;
ALTER TABLE visitors NO FORCE ROW LEVEL SECURITY;
UPDATE visitors SET last_seen_at = created_at;
ALTER TABLE visitors FORCE ROW LEVEL SECURITY;
CREATE INDEX visitors_seen ON visitors (tenant_id, last_seen_at DESC, id DESC) WHERE merged_into IS NULL;
CREATE INDEX visitors_merged ON visitors (tenant_id, merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX visitors_terms ON visitors USING gin (terms);
-- What somebody said and uploaded is found by who it was, also where it stands in another's conversation.
CREATE INDEX messages_visitor ON messages (tenant_id, author_id) WHERE author_kind = 'visitor';
CREATE INDEX files_owner ON files (tenant_id, owner_id);
COMMENT ON COLUMN visitors.attributes IS 'What the tenant knows of them besides, by keys of contact_attributes.';
COMMENT ON COLUMN visitors.origin IS 'What brought them here, in the words of whoever let them in.';
COMMENT ON COLUMN visitors.last_seen_at IS 'When they last did something, give or take a minute.';
COMMENT ON COLUMN visitors.blocked_at IS 'Since when nothing is taken from them; null while they are welcome.';
COMMENT ON COLUMN visitors.erasing_at IS 'Since when everything of theirs is being erased.';
COMMENT ON COLUMN visitors.merged_into IS 'The same person, who stands for both; never one that was merged itself.';
COMMENT ON COLUMN visitors.terms IS 'What they are found by, without positions, and @tenant, so that the index alone keeps to one tenant.';

GRANT SELECT (tenant_id, id, last_seen_at, terms) ON visitors TO parley_search;
CREATE POLICY search ON visitors FOR SELECT TO parley_search USING (true);

CREATE FUNCTION search_visitors(tenant uuid, place tsquery, asked tsquery, visitors_max integer)
RETURNS TABLE (visitor_id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off
AS $$
DECLARE
  wanted CONSTANT tsquery := place && asked;
BEGIN
  IF tenant IS NULL OR tenant IS DISTINCT FROM public.current_tenant() THEN
    RAISE EXCEPTION 'Visitors are searched in the tenant that was entered and in no other.'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN QUERY
  SELECT v.id FROM public.visitors v
  WHERE v.terms @@ wanted
    -- Written so that no other index fits: the mark in the query has chosen these rows already.
    AND v.tenant_id IS NOT DISTINCT FROM tenant
  ORDER BY v.last_seen_at DESC, v.id DESC LIMIT visitors_max;
END $$;
COMMENT ON FUNCTION search_visitors IS 'Visitors with these terms, those first who were seen last.';
REVOKE ALL ON FUNCTION search_visitors FROM PUBLIC;
GRANT EXECUTE ON FUNCTION search_visitors TO parley_app;
GRANT CREATE ON SCHEMA public TO parley_search;
ALTER FUNCTION search_visitors OWNER TO parley_search;
REVOKE CREATE ON SCHEMA public FROM parley_search;

CREATE TABLE contact_attributes (
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  id uuid NOT NULL,
  key text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('text', 'number', 'boolean', 'date')),
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, key)
);
COMMENT ON TABLE contact_attributes IS 'What a tenant notes of its contacts, by keys of its own, and of what kind each is.';

-- No foreign key to visitors: what is told of an erasure outlasts who was erased.
CREATE TABLE contact_erasures (
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  contact_id uuid NOT NULL,
  step integer NOT NULL DEFAULT 0,
  things_total integer NOT NULL,
  things_done integer NOT NULL DEFAULT 0,
  asked_at timestamptz(3) NOT NULL DEFAULT now(),
  ended_at timestamptz(3),
  PRIMARY KEY (tenant_id, contact_id)
);
COMMENT ON TABLE contact_erasures IS 'That a person was erased everywhere, and how far that has come. Nothing of who it was.';
COMMENT ON COLUMN contact_erasures.step IS 'Which kind of what is kept of a person is being erased, counted from 0.';
COMMENT ON COLUMN contact_erasures.things_total IS 'How many things there were of theirs at first, which may be a few more by the end.';
