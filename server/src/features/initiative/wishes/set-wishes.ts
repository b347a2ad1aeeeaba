import { InitiativeWishes, SetInitiativeWishes } from '#contract/shapes/initiative.ts'
import { initiativeSurvey, requireAgent } from '#features/agents/index.ts'
import { invalidInput } from '#kernel/fault.ts'
import { isTimeZone } from '#kernel/schedule.ts'
import { actorId } from '#kernel/scope.ts'
import { command } from '#kernel/use-case.ts'
import { minutesOf } from './quiet-hours.ts'
import { showWishes } from './show-wishes.ts'
import { lockWishes, nothingSaid, putAgentWish, putWishes } from './wish-store.ts'

/** Agrees that agents speak to one first, or takes that back: all of them or single ones, and never in one's quiet hours. */
export const setWishes = command({
  name: 'initiative-wishes.set',
  permission: 'conversation:write',
  input: SetInitiativeWishes,
  output: InitiativeWishes,
  async run({ tx, scope, emit, enqueue }, { agrees, timeZone, quietFrom, quietTo, agents = [] }) {
    if (timeZone !== undefined && !isTimeZone(timeZone))
      throw invalidInput('There is no such time zone.', [{ path: 'timeZone', message: 'is not known' }])
    const personId = actorId(scope)
    const known = (await lockWishes(tx, personId)) ?? nothingSaid
    const row = await putWishes(tx, scope, personId, {
      agrees: agrees ?? known.agrees,
      time_zone: timeZone ?? known.time_zone,
      quiet_from: quietFrom === undefined ? known.quiet_from : minutesOf(quietFrom),
      quiet_to: quietTo === undefined ? known.quiet_to : minutesOf(quietTo),
    })
    for (const wish of agents) {
      if (wish.agrees !== null) await requireAgent(tx, scope, wish.agentId)
      await putAgentWish(tx, scope, { personId, ...wish })
    }
    const isNewlyWelcome = (row.agrees && !known.agrees) || agents.some((wish) => wish.agrees === true)
    if (isNewlyWelcome) enqueue(initiativeSurvey, { agentId: null, personId })
    emit({ type: 'initiative.wishes-set', payload: { personId, agrees: row.agrees } })
    return showWishes(tx, personId)
  },
})
