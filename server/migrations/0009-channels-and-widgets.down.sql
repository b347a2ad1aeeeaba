ALTER TABLE conversations DROP CONSTRAINT conversations_tenant_id_widget_id_fkey;
DROP TABLE visitor_sessions, widgets, email_threads, channel_mails, email_channels, channel_messages, channel_threads,
  channels;
