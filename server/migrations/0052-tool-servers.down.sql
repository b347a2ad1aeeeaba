DROP TABLE tool_server_sign_ins;
DROP TABLE tool_server_credentials;
DROP TABLE served_tools;
DROP TABLE tool_servers;
