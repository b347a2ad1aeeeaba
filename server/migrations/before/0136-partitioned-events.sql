-- Events by the month of their ids, made ahead of time by the server (platform/database/partitions). What fits in none is kept
-- in events_rest, as is what the audit log tells of months that are over.
ALTER TABLE events RENAME TO events_first;
ALTER INDEX events_pkey RENAME TO events_first_pkey;
ALTER INDEX events_number RENAME TO events_first_number;
ALTER INDEX events_unnumbered RENAME TO events_first_unnumbered;
ALTER INDEX events_audited RENAME TO events_first_audited;

CREATE TABLE events (LIKE events_first INCLUDING DEFAULTS INCLUDING COMMENTS, PRIMARY KEY (tenant_id, id))
  PARTITION BY RANGE (id);
-- Partitions have no identities of their own before PostgreSQL 17, and inherit that of their table from then on.
CREATE SEQUENCE events_positions OWNED BY events.position;
SELECT setval('events_positions', nextval(pg_get_serial_sequence('events_first', 'position')));
ALTER TABLE events_first ALTER COLUMN position DROP IDENTITY;
ALTER TABLE events ALTER COLUMN position SET DEFAULT nextval('events_positions');
CREATE INDEX events_unnumbered ON events (position) WHERE number IS NULL;
CREATE INDEX events_audited ON events (tenant_id, id) WHERE type NOT IN (
  'conversation.opened', 'conversation.changed', 'message.created', 'reply.requested', 'reply.started', 'reply.ended',
  'document.changed', 'file.uploaded', 'invitation.used', 'project.created', 'project.changed', 'project.deleted');
CREATE TABLE events_rest PARTITION OF events DEFAULT;
ALTER INDEX events_rest_tenant_id_id_idx RENAME TO events_rest_audited;
-- Of each partition and not of their table: there it would have to begin with the id. The counter gives no number twice.
CREATE UNIQUE INDEX events_rest_number ON events_rest (tenant_id, number) WHERE number IS NOT NULL;
ALTER TABLE events_rest ALTER COLUMN id SET STATISTICS 0, ALTER COLUMN payload SET STATISTICS 0,
  ALTER COLUMN request_id SET STATISTICS 0;
DO $$
DECLARE
  bound CONSTANT text := (SELECT substring(pg_get_constraintdef(oid) FROM '''([0-9a-f-]{36})''') FROM pg_constraint
    WHERE conrelid = 'events_first'::regclass AND conname = 'events_bound');
BEGIN
  EXECUTE format('ALTER TABLE events ATTACH PARTITION events_first FOR VALUES FROM (MINVALUE) TO (%L)', bound);
END $$;
ALTER TABLE events_first DROP CONSTRAINT events_bound;
COMMENT ON TABLE events IS E'What happened: outbox, audit trail and replay log in one.\n发生过的事：发件箱、审计记录与重放日志三者合一。';
REVOKE ALL ON events_first FROM parley_app, parley_system;
