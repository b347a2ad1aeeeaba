ALTER TABLE socket_tickets NO FORCE ROW LEVEL SECURITY;
DELETE FROM socket_tickets WHERE credential_kind = 'pass';
ALTER TABLE socket_tickets FORCE ROW LEVEL SECURITY;
ALTER TABLE socket_tickets
  DROP CONSTRAINT socket_tickets_credential_kind_check,
  ADD CONSTRAINT socket_tickets_credential_kind_check CHECK (credential_kind IN ('sign-in', 'api-key', 'visitor'));
ALTER TABLE conversations DROP COLUMN widget_id;
DROP TABLE widget_passes;
ALTER TABLE visitors DROP COLUMN verified_at;
DROP TABLE widgets;
