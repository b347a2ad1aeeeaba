DROP TABLE served_tools, custom_tools, tool_approvals, tool_steps, tool_grants, tool_rules, tool_settings,
  tool_server_sign_ins, tool_server_credentials, tool_servers;
