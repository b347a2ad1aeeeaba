-- Outside a transaction: all entries are looked through while others go on writing.
ALTER TABLE search_entries VALIDATE CONSTRAINT search_entries_bound;
