ALTER TABLE agents DROP COLUMN splits_replies;
ALTER TABLE agents DROP COLUMN colleague_ids;
ALTER TABLE conversations DROP COLUMN participant_ids;
