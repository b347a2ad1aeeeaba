DROP TABLE contact_erasures, contact_attributes, socket_tickets, api_keys, spent_refresh_tokens, sessions, visitors,
  invitations, members;
