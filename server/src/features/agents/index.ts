export {
  type EquippedAgent,
  findAgent,
  findAgentNames,
  findFirstAgent,
  requireAgent,
  withSources,
} from './agent-store.ts'
export { changeAgent } from './change-agent.ts'
export { createAgent } from './create-agent.ts'
export { deleteAgent } from './delete-agent.ts'
export { audience } from './events.ts'
export { listAgents } from './list-agents.ts'
export { readAgent } from './read-agent.ts'
export { readFirstSteps } from './guide/read-first-steps.ts'
export { jobHandlers } from './furnish-tenant.ts'
