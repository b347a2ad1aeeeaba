ALTER TABLE tool_settings ADD COLUMN live_hosts text[] NOT NULL DEFAULT '{}';
COMMENT ON COLUMN tool_settings.live_hosts IS 'Hosts to which links stay live in answers that have read text from outside; *.example.com stands for all below it.';

ALTER TABLE replies ADD COLUMN live_hosts text[];
COMMENT ON COLUMN replies.live_hosts IS 'Where text from outside was read: the hosts to which links in the answer are live all the same. Null where none was read.';
