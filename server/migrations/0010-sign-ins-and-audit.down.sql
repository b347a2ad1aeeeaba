DROP INDEX events_audited;
DROP TABLE request_origins;
ALTER TABLE sign_ins
  DROP COLUMN pair_salt,
  DROP COLUMN pair_used_at,
  DROP COLUMN last_seen_at,
  DROP COLUMN address,
  DROP COLUMN user_agent;
ALTER TABLE members DROP COLUMN last_seen_at;
