ALTER TABLE desk_entries DROP CONSTRAINT desk_entries_kind_check,
  ADD CONSTRAINT desk_entries_kind_check CHECK (kind IN ('note', 'draft', 'handed', 'summary')),
  ADD COLUMN summary jsonb;
COMMENT ON COLUMN desk_entries.summary IS 'Of a summary: what was asked, what was tried, and the mood (contract/src/shapes/desk.ts).';

CREATE TABLE message_translations (
  tenant_id uuid NOT NULL,
  message_id uuid NOT NULL,
  language text NOT NULL,
  text text NOT NULL,
  model text NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, message_id, language),
  FOREIGN KEY (tenant_id, message_id) REFERENCES messages (tenant_id, id) ON DELETE CASCADE
);
COMMENT ON TABLE message_translations IS 'What messages say in another language, for the desk alone: kept, so that it is paid for once.';
