ALTER TABLE sources ADD COLUMN trusts_links boolean NOT NULL DEFAULT true;
COMMENT ON COLUMN sources.trusts_links IS 'Whether links of answers may lead to hosts that its documents name.';
