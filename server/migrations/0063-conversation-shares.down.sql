DROP TABLE share_settings;
DROP TABLE conversation_shares;
