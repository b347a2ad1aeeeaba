ALTER TABLE files DROP CONSTRAINT files_quarantine;
ALTER TABLE files DROP COLUMN threat;
ALTER TABLE files DROP COLUMN quarantined_at;
DROP TABLE spent_files;
