ALTER TABLE sign_ins ADD COLUMN keeps_refresh boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN sign_ins.keeps_refresh IS 'True for clients that know one refresh token for as long as they are signed in.';
