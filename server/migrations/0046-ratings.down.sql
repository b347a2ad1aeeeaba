ALTER TABLE conversations DROP COLUMN rating_wished;
DROP TABLE ratings;
DROP TABLE rating_settings;
