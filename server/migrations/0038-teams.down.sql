DROP TABLE desk_attendances;
DROP TABLE agent_teams;
DROP TABLE team_conversations;
DROP TABLE team_members;
DROP TABLE teams;
