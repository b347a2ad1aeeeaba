ALTER TABLE tenants
  ADD COLUMN description text NOT NULL DEFAULT '',
  ADD COLUMN suspended_at timestamptz(3),
  ADD COLUMN plan text NOT NULL DEFAULT '',
  ADD COLUMN documents_max bigint CHECK (documents_max >= 0),
  ADD COLUMN storage_bytes_max bigint CHECK (storage_bytes_max >= 0),
  ADD COLUMN messages_max bigint CHECK (messages_max >= 0),
  ADD COLUMN tokens_max bigint CHECK (tokens_max >= 0);
COMMENT ON COLUMN tenants.suspended_at IS 'Since when nobody may enter and its jobs wait; null for a tenant that is open.';
COMMENT ON COLUMN tenants.plan IS 'What the plan is called; its limits stand beside it, null for none.';
COMMENT ON COLUMN tenants.messages_max IS 'Answers in a calendar month, UTC; of tokens_max likewise.';
