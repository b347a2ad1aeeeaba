DROP TABLE files, tool_steps, replies, messages, conversations;
