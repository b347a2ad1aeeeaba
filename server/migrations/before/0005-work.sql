CREATE TABLE jobs (
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  id uuid NOT NULL,
  name text NOT NULL,
  input jsonb NOT NULL,
  actor jsonb NOT NULL,
  request_id text NOT NULL,
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'running', 'done', 'dead')),
  tries integer NOT NULL DEFAULT 0,
  tries_max integer NOT NULL,
  run_at timestamptz(3) NOT NULL DEFAULT now(),
  lease_owner text,
  lease_until timestamptz,
  last_error text,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  ended_at timestamptz,
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX jobs_due ON jobs (run_at) WHERE state = 'waiting';
CREATE INDEX jobs_leased ON jobs (lease_until) WHERE state = 'running';
CREATE INDEX jobs_ended ON jobs (ended_at) WHERE state IN ('done', 'dead');
COMMENT ON TABLE jobs IS 'Work to be done after a commit. Stored with the change that asks for it.';
COMMENT ON COLUMN jobs.input IS 'What the job''s flow is given; its shape is that of the kind of job.';
COMMENT ON COLUMN jobs.actor IS 'Who asked for it, as kind, id and name: it is done in their name.';
COMMENT ON COLUMN jobs.lease_until IS 'Until then lease_owner has it; after that anyone may take it.';

CREATE TABLE events (
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  id uuid NOT NULL,
  position bigint GENERATED ALWAYS AS IDENTITY,
  number bigint,
  type text NOT NULL,
  payload jsonb NOT NULL,
  actor_kind text NOT NULL,
  actor_id uuid,
  request_id text NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX events_number ON events (tenant_id, number) WHERE number IS NOT NULL;
CREATE INDEX events_unnumbered ON events (position) WHERE number IS NULL;
COMMENT ON TABLE events IS 'What happened: outbox, audit trail and replay log in one.';
COMMENT ON COLUMN events.payload IS 'Ids and small facts, by the event''s type (contract/src/events.ts).';
COMMENT ON COLUMN events.position IS 'Order of insertion. Readers never look at it: a slow transaction commits an early position late.';
COMMENT ON COLUMN events.number IS 'Given after the commit, growing within the tenant; what clients resume by.';

CREATE TABLE event_counters (
  tenant_id uuid PRIMARY KEY REFERENCES tenants ON DELETE CASCADE,
  last_number bigint NOT NULL
);
COMMENT ON TABLE event_counters IS 'The newest event number of each tenant.';

CREATE TABLE external_ids (
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  dialect text NOT NULL,
  kind text NOT NULL,
  external_id text NOT NULL,
  id uuid NOT NULL,
  facts jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, dialect, kind, external_id),
  UNIQUE (tenant_id, dialect, kind, id)
);
COMMENT ON TABLE external_ids IS 'What an older system''s clients call a thing of ours, so that no core table has a legacy column.';
COMMENT ON COLUMN external_ids.external_id IS 'The name by which that system''s clients know it.';
COMMENT ON COLUMN external_ids.facts IS 'What that system keeps of the thing and the core does not.';
