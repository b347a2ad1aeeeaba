ALTER TABLE email_channels
  DROP COLUMN signing,
  DROP COLUMN signing_header,
  DROP COLUMN sealed_signing_key;
