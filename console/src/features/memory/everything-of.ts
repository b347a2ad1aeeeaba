/** What stands among the things that are being removed for all that an agent knows; for all agents with an empty id. */
export const everythingOf = (agentId: string): string => `memories of ${agentId}`
