DROP FUNCTION note_stale_usage, note_stale_conversation, note_stale_message, note_stale_by_conversation, remove_traces CASCADE;
DROP FUNCTION note_stale_report;
DROP TABLE report_hours, usage_hours, stale_hours, rolled_until, webhook_deliveries, webhooks, scheduled_jobs, jobs,
  event_consumers, event_counters, events;
