DELETE FROM external_ids WHERE kind = 'begun';
ALTER TABLE agents DROP COLUMN owner_id;
