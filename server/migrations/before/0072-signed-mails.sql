ALTER TABLE email_channels
  ADD COLUMN signing text NOT NULL DEFAULT 'none' CHECK (signing IN ('none', 'standard-webhooks', 'hmac')),
  ADD COLUMN signing_header text NOT NULL DEFAULT 'x-signature',
  ADD COLUMN sealed_signing_key text,
  ADD CHECK ((signing = 'none') = (sealed_signing_key IS NULL));
COMMENT ON COLUMN email_channels.signing IS 'How a mail service signs what it brings, besides showing the secret.';
COMMENT ON COLUMN email_channels.signing_header IS 'Of hmac: the header that the signature stands in, in lower case.';
COMMENT ON COLUMN email_channels.sealed_signing_key IS 'What the mail service signs with.';
