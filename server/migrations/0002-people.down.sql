DROP TABLE setup_links, socket_tickets, api_keys, spent_refresh_tokens, sign_ins, invitations, visitors, members;
