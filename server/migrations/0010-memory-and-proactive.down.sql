DROP TABLE proactive_checks, proactive_agent_preferences, proactive_preferences, memory_extractions, memory_consents,
  memories;
