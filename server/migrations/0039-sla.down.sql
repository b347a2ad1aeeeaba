DROP TABLE sla_clocks;
ALTER TABLE teams DROP COLUMN sla;
