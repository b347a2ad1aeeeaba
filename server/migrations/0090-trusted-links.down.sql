ALTER TABLE sources DROP COLUMN trusts_links;
