ALTER TABLE replies DROP COLUMN live_hosts;
ALTER TABLE tool_settings DROP COLUMN live_hosts;
