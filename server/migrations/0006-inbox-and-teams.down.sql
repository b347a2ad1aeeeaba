DROP TABLE csat_ratings, csat_settings, macros, canned_replies, sla_timers, presences, away_members, agent_teams,
  team_conversations, team_members, teams, inbox_entries, inbox_states;
