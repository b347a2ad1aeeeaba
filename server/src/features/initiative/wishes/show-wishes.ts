import type { InitiativeWishes } from '#contract/shapes/initiative.ts'
import type { Reader } from '#platform/database/open.ts'
import { timeOf } from './quiet-hours.ts'
import { findWishes, listAgentWishes, nothingSaid } from './wish-store.ts'

/** What a person wants of agents that speak first, as the contract shows it. */
export async function showWishes(tx: Reader, personId: string): Promise<InitiativeWishes> {
  const [row, agents] = await Promise.all([findWishes(tx, personId), listAgentWishes(tx, personId)])
  const { agrees, time_zone: timeZone, quiet_from, quiet_to } = row ?? nothingSaid
  return {
    agrees,
    timeZone,
    quietFrom: timeOf(quiet_from),
    quietTo: timeOf(quiet_to),
    agents: agents.map(({ agent_id: agentId, agrees: agreesToIt }) => ({ agentId, agrees: agreesToIt })),
    isSet: row !== null,
  }
}
