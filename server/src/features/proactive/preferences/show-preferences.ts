import type { ProactivePreferences } from '#contract/shapes/proactive.ts'
import type { Reader } from '#platform/database/open.ts'
import { timeOf } from './quiet-hours.ts'
import { findPreferences, listAgentPreferences, nothingSaid } from './preference-store.ts'

/** Whether and when agents may write to a person first, as the contract shows it. */
export async function showPreferences(tx: Reader, personId: string): Promise<ProactivePreferences> {
  const [row, agents] = await Promise.all([findPreferences(tx, personId), listAgentPreferences(tx, personId)])
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
