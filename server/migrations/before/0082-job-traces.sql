ALTER TABLE jobs
  ADD COLUMN trace_parent text CHECK (length(trace_parent) <= 100);
COMMENT ON COLUMN jobs.trace_parent IS 'The span that asked for it, as W3C Trace Context writes it; null where no collector of traces is named.';
