import type { AgentInitiative } from '#contract/shapes/agent.ts'
import { setWishes } from '#features/initiative/index.ts'
import type { Scope } from '#kernel/scope.ts'
import type { OwnAgent, Said } from './own-agents.ts'

/** How often an agent of each manner speaks first to its owner within a day. */
const perDayBy: Readonly<Record<string, number>> = { conservative: 1, balanced: 3, aggressive: 8 }
const MINUTES_MAX = 10_080

/**
 * Whether and how an agent speaks first, from what its owner says of it. `proactive_behavior` is all that their API knows of
 * consent: who names a manner wishes it, and without one nobody is spoken to.
 */
export function initiativeIn(
  { parameters, timings }: Pick<Said, 'parameters' | 'timings'>,
  usualMinutes: number,
): AgentInitiative {
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

/** Has the person wish what they said of their own agent. */
export const wishFor = async (person: Scope, { agent }: OwnAgent): Promise<void> =>
  void (await setWishes(person, {
    agents: [{ agentId: agent.id, agrees: agent.initiative.speaksFirst ? true : null }],
  }))
