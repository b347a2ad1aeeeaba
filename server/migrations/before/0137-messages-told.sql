-- Outside a transaction. Reports counted years by this index; now they read the hours that are over from report_hours, and the
-- few since then by the messages' own key.
DROP INDEX CONCURRENTLY IF EXISTS messages_told;
