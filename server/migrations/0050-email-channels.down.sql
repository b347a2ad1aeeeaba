DELETE FROM channels WHERE kind = 'email';
DROP TABLE channel_mails;
DROP TABLE email_threads;
DROP TABLE email_channels;
ALTER TABLE channels DROP CONSTRAINT channels_tenant_id_id_kind_key, DROP COLUMN kind;
