ALTER TABLE conversations DROP COLUMN pending_approvals;
DROP TABLE tool_grants;
DROP TABLE tool_approvals;
DROP TABLE tool_settings;
DROP TABLE tool_rules;
