-- Outside a transaction: all events are looked through while others go on writing.
ALTER TABLE events VALIDATE CONSTRAINT events_bound;
