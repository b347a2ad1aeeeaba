ALTER TABLE suggestions DROP CONSTRAINT suggestions_tenant_id_conversation_id_fkey;
DROP TABLE imported_conversations, imports, file_limits, file_texts, files, search_entries, share_settings,
  conversation_shares, scheduled_messages, message_translations, read_positions, conversation_reviews,
  conversation_summaries, replies, messages, conversations, project_members, projects;
