DO $$
DECLARE
  source text;
BEGIN
  FOREACH source IN ARRAY ARRAY['replies', 'spent_replies', 'completions', 'spent_readings', 'spent_vectors', 'spent_files'] LOOP
    EXECUTE format('DROP TRIGGER note_stale_insert ON %I', source);
    EXECUTE format('DROP TRIGGER note_stale_update ON %I', source);
    EXECUTE format('DROP TRIGGER note_stale_delete ON %I', source);
  END LOOP;
END $$;
DROP FUNCTION note_stale_usage;
DROP TABLE usage_hours;
DROP TABLE stale_hours;
DROP TABLE rolled_until;
