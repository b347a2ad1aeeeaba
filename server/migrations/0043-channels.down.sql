DELETE FROM webhooks WHERE channel_id IS NOT NULL;
ALTER TABLE webhooks DROP COLUMN channel_id;
DROP TABLE channel_messages;
DROP TABLE channel_threads;
DROP TABLE channels;
