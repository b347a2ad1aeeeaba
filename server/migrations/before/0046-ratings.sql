CREATE TABLE rating_settings (
  tenant_id uuid PRIMARY KEY REFERENCES tenants ON DELETE CASCADE,
  is_on boolean NOT NULL DEFAULT false,
  asks_after_agents boolean NOT NULL DEFAULT false,
  delay_minutes integer NOT NULL DEFAULT 0 CHECK (delay_minutes >= 0),
  change_minutes integer NOT NULL DEFAULT 1440 CHECK (change_minutes >= 0),
  questions jsonb NOT NULL DEFAULT '{}'
);
COMMENT ON TABLE rating_settings IS 'Whether and how people are asked how a conversation went; no row: they are not.';
COMMENT ON COLUMN rating_settings.questions IS 'The words of the question by language, where they are not ours.';

CREATE TABLE ratings (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  owner_kind text NOT NULL,
  owner_id uuid NOT NULL,
  member_id uuid,
  resolved_at timestamptz(3) NOT NULL,
  asked_at timestamptz(3) NOT NULL,
  score smallint CHECK (score BETWEEN 1 AND 5),
  comment text NOT NULL DEFAULT '',
  rated_at timestamptz(3),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations (tenant_id, id) ON DELETE CASCADE,
  CHECK ((score IS NULL) = (rated_at IS NULL))
);
CREATE UNIQUE INDEX ratings_resolution ON ratings (tenant_id, conversation_id, resolved_at);
CREATE INDEX ratings_rated ON ratings (tenant_id, rated_at) WHERE rated_at IS NOT NULL;
CREATE INDEX ratings_owner ON ratings (tenant_id, owner_id);
COMMENT ON TABLE ratings IS 'That somebody was asked how a conversation went, once for each resolution, and what they said.';
COMMENT ON COLUMN ratings.member_id IS 'Who had the conversation when it was resolved; null where no person did.';

ALTER TABLE conversations ADD COLUMN rating_wished boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN conversations.rating_wished IS 'Whether its owner is asked how it went: until they say so or it goes on.';
