DROP TABLE external_ids, event_counters, events, jobs;
