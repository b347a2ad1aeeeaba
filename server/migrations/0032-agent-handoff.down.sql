ALTER TABLE agents DROP COLUMN handoff;
