import type { ProactiveMessageSettings } from '#contract/shapes/agent.ts'
import { setPreferences } from '#features/proactive/index.ts'
import type { Scope } from '#kernel/scope.ts'
import type { OwnAgent, Said } from './own-agents.ts'

/** How often an agent of each manner speaks first to its owner within a day. */
const perDayBy: Readonly<Record<string, number>> = { conservative: 1, balanced: 3, aggressive: 8 }
const MINUTES_MAX = 10_080

/**
 * Whether and how an agent writes first, from its owner's settings. `proactive_behavior` is their only notion of
 * consent: naming a manner means yes, and without one the agent never writes first.
 */
export function proactiveIn(
  { parameters, timings }: Pick<Said, 'parameters' | 'timings'>,
  usualMinutes: number,
): ProactiveMessageSettings {
  const perDay = perDayBy[String(parameters.proactive_behavior)]
  const minutes = Number(timings?.inactivity_check_minutes ?? usualMinutes)
  const isGiven = Number.isFinite(minutes) && minutes > 0
  return {
    speaksFirst: perDay !== undefined,
    afterMinutes: isGiven ? Math.min(MINUTES_MAX, Math.max(1, Math.round(minutes))) : usualMinutes,
    perDay: perDay ?? 1,
    unansweredMax: 1,
  }
}

/** Sets the preference that the person expressed about their own agent. */
export const setPreferenceFor = async (person: Scope, { agent }: OwnAgent): Promise<void> =>
  void (await setPreferences(person, {
    agents: [{ agentId: agent.id, agrees: agent.proactiveMessages.speaksFirst ? true : null }],
  }))
