ALTER TABLE agents ADD COLUMN handoff jsonb NOT NULL DEFAULT '{}';
COMMENT ON COLUMN agents.handoff IS 'When it hands conversations to people, where that is not as usual (AgentHandoff of contract/src/shapes/agent.ts).';
