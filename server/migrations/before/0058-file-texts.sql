CREATE TABLE file_texts (
  tenant_id uuid NOT NULL,
  file_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('words', 'transcript', 'description')),
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'ready', 'failed')),
  taken_until timestamptz(3),
  text text NOT NULL DEFAULT '',
  is_cut boolean NOT NULL DEFAULT false,
  pages jsonb NOT NULL DEFAULT '[]',
  seconds real,
  language text,
  trouble text,
  made_at timestamptz(3),
  PRIMARY KEY (tenant_id, file_id),
  FOREIGN KEY (tenant_id, file_id) REFERENCES files (tenant_id, id) ON DELETE CASCADE,
  CHECK ((state = 'failed') = (trouble IS NOT NULL))
);
COMMENT ON TABLE file_texts IS 'What an uploaded file says, made once: the words of a document, what is spoken, what a picture shows.';
COMMENT ON COLUMN file_texts.taken_until IS 'Until when whoever makes it is believed to be at it.';
COMMENT ON COLUMN file_texts.pages IS 'Where pages begin in the text, in order.';
COMMENT ON COLUMN file_texts.trouble IS 'A code that says why there is none.';

CREATE TABLE file_limits (
  tenant_id uuid PRIMARY KEY REFERENCES tenants ON DELETE CASCADE,
  image_bytes bigint CHECK (image_bytes >= 0),
  audio_bytes bigint CHECK (audio_bytes >= 0),
  video_bytes bigint CHECK (video_bytes >= 0),
  document_bytes bigint CHECK (document_bytes >= 0)
);
COMMENT ON TABLE file_limits IS 'How large files may be that people of a tenant send, by kind; no row or null: as large as the server takes them. 0: none are taken.';
