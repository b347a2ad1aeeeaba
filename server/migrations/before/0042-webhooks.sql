CREATE TABLE webhooks (
  tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
  id uuid NOT NULL,
  name text NOT NULL,
  url text NOT NULL,
  event_types text[] NOT NULL,
  carries_text boolean NOT NULL DEFAULT false,
  sealed_secret text NOT NULL,
  former_secret text,
  former_until timestamptz(3),
  position bigint NOT NULL,
  round bigint NOT NULL DEFAULT 0,
  runner uuid,
  is_busy boolean NOT NULL DEFAULT false,
  tries integer NOT NULL DEFAULT 0,
  failing_since timestamptz(3),
  next_try_at timestamptz(3),
  stopped_at timestamptz(3),
  stopped_why text CHECK (stopped_why IN ('by-hand', 'gone', 'failing')),
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  CHECK ((former_secret IS NULL) = (former_until IS NULL)),
  CHECK ((stopped_at IS NULL) = (stopped_why IS NULL))
);
COMMENT ON TABLE webhooks IS 'Addresses outside that events of the tenant are told to, each in order.';
COMMENT ON COLUMN webhooks.event_types IS 'Which events it wants to hear of.';
COMMENT ON COLUMN webhooks.sealed_secret IS 'What deliveries are signed with; so is former_secret, the one before, until former_until.';
COMMENT ON COLUMN webhooks.former_until IS 'Until then deliveries are signed with former_secret too.';
COMMENT ON COLUMN webhooks.position IS 'The number of the last event that it was told of, or had no interest in.';
COMMENT ON COLUMN webhooks.round IS 'Which of its jobs may tell it of events; an earlier one does nothing any more.';
COMMENT ON COLUMN webhooks.runner IS 'Which run of that job goes on; one that was taken for dead does nothing any more.';
COMMENT ON COLUMN webhooks.is_busy IS 'Whether there is a job that tells it of events or waits to try again.';
COMMENT ON COLUMN webhooks.tries IS 'How often the next event was tried in vain.';

CREATE TABLE webhook_deliveries (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  webhook_id uuid NOT NULL,
  why text NOT NULL CHECK (why IN ('event', 'again', 'test')),
  event_number bigint,
  event_type text NOT NULL,
  person_id uuid,
  message_id text NOT NULL,
  try integer NOT NULL,
  status integer,
  trouble text,
  request_headers jsonb NOT NULL DEFAULT '{}',
  response_headers jsonb NOT NULL DEFAULT '{}',
  response_text text NOT NULL DEFAULT '',
  took_ms integer NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, webhook_id) REFERENCES webhooks (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX webhook_deliveries_webhook ON webhook_deliveries (tenant_id, webhook_id, id);
CREATE INDEX webhook_deliveries_person ON webhook_deliveries (tenant_id, person_id) WHERE person_id IS NOT NULL;
COMMENT ON TABLE webhook_deliveries IS 'Each try to tell a webhook of an event, kept for two weeks.';
COMMENT ON COLUMN webhook_deliveries.person_id IS 'Whose conversation the event was about: what was answered may repeat their words.';
COMMENT ON COLUMN webhook_deliveries.message_id IS 'What it was called to the receiver; the same for every try of one event.';
COMMENT ON COLUMN webhook_deliveries.trouble IS 'Why it failed, as a code (contract/src/shapes/webhook.ts); null where it was taken.';
COMMENT ON COLUMN webhook_deliveries.request_headers IS 'Names and values as they were sent; so response_headers, as they came.';
COMMENT ON COLUMN webhook_deliveries.response_text IS 'The first KiB of the answer.';
