ALTER TABLE messages RESET (autovacuum_vacuum_insert_scale_factor);
DROP INDEX messages_of_members;
DROP INDEX messages_told;
