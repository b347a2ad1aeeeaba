import { z } from 'zod'
import { ProactivePreferences, SetProactivePreferences } from '#contract/shapes/proactive.ts'
import { proactiveCheckScan, requireAgent } from '#features/agents/index.ts'
import { actorId } from '#kernel/scope.ts'
import { query, command } from '#kernel/use-case.ts'
import { invalidInput } from '#kernel/fault.ts'
import { isTimeZone } from '#kernel/schedule.ts'
import type { Reader } from '#platform/database/open.ts'
import { minutesOf, timeOf } from './quiet-hours.ts'
import {
  lockPreferences,
  nothingSaid,
  putAgentPreference,
  putPreferences,
  findPreferences,
  listAgentPreferences,
} from './preference-store.ts'

/** Shows whether and when agents may write to the caller first. */
export const readPreferences = query({
  name: 'proactive-preferences.read',
  permission: 'conversation:read',
  input: z.strictObject({}),
  output: ProactivePreferences,
  run: ({ tx, scope }) => showPreferences(tx, actorId(scope)),
})

/** Sets whether agents may write to the caller first, all of them or single ones, and the quiet hours. */
export const setPreferences = command({
  name: 'proactive-preferences.set',
  permission: 'conversation:write',
  input: SetProactivePreferences,
  output: ProactivePreferences,
  async run({ tx, scope, emit, enqueue }, { agrees, timeZone, quietFrom, quietTo, agents = [] }) {
    if (timeZone !== undefined && !isTimeZone(timeZone))
      throw invalidInput('There is no such time zone.', [{ path: 'timeZone', message: 'is not known' }])
    const personId = actorId(scope)
    const known = (await lockPreferences(tx, personId)) ?? nothingSaid
    const row = await putPreferences(tx, scope, personId, {
      agrees: agrees ?? known.agrees,
      time_zone: timeZone ?? known.time_zone,
      quiet_from: quietFrom === undefined ? known.quiet_from : minutesOf(quietFrom),
      quiet_to: quietTo === undefined ? known.quiet_to : minutesOf(quietTo),
    })
    for (const preference of agents) {
      if (preference.agrees !== null) await requireAgent(tx, scope, preference.agentId)
      await putAgentPreference(tx, scope, { personId, ...preference })
    }
    const isNewlyWelcome =
      (row.agrees && !known.agrees) || agents.some((preference) => preference.agrees === true)
    if (isNewlyWelcome) enqueue(proactiveCheckScan, { agentId: null, personId })
    emit({ type: 'proactive-preferences.set', payload: { personId, agrees: row.agrees } })
    return showPreferences(tx, personId)
  },
})

/** A person's proactive preferences, as in the contract. */
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
