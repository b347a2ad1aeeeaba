import type { z } from 'zod'
import type { SlaKind, TeamSla } from '#contract/shapes/team.ts'
import type { ConversationRow } from '#features/conversations/index.ts'
import { type deskMoved, findDeskStates } from '#features/handoff/index.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import type { TeamConversationRow } from '../assigning/team-conversation-store.ts'
import { hoursOf } from '../hours/hours-of.ts'
import type { OpenHours } from '../hours/open-hours.ts'
import type { TeamRow } from '../teams/team-store.ts'
import { pause, run, warnSeconds } from './clock.ts'
import { type ClockRow, endClock, findClocks, findRunning, insertClock, updateClock } from './clock-store.ts'
import { setNextRing } from './next-ring.ts'

interface Moved {
  readonly conversation: ConversationRow
  readonly team: TeamRow
  readonly place: TeamConversationRow
  readonly what: z.output<typeof deskMoved.input>['what']
  readonly at: Date
}

/**
 * Begins, pauses, goes on with and ends the clocks of a conversation after something happened to it. The teams are
 * locked. What happened may be told late and, by several processes, out of order; it counts from when it happened.
 */
export async function keepClocks(context: CommandContext, moved: Moved): Promise<void> {
  const { tx } = context
  const { conversation, team, place, what, at } = moved
  const state = (await findDeskStates(tx, [conversation.id])).get(conversation.id)?.state ?? 'open'
  if (state === 'resolved') return endClocks(context, conversation.id, at)
  const hours = hoursOf(team)
  const begin = (kind: SlaKind) => beginClock(context, moved, kind, hours)
  const known = await findClocks(tx, conversation.id, place.waiting_since)
  for (const kind of ['resolution', 'first-reply'] as const)
    if (known.every((clock) => clock.kind !== kind)) await begin(kind)
  const clocks = await findClocks(tx, conversation.id, place.waiting_since)
  const of = (kind: SlaKind) => clocks.filter((clock) => clock.kind === kind)
  if (what === 'answered')
    for (const clock of clocks)
      if (clock.kind !== 'resolution' && !clock.ended_at && clock.started_at <= at)
        await endClock(tx, clock, at)
  const isAnswered = of('first-reply').some(({ ended_at }) => ended_at !== null)
  const isHeardLate = clocks.some(
    ({ kind, ended_at }) => kind !== 'resolution' && ended_at !== null && ended_at >= at,
  )
  if (what === 'said' && isAnswered && !isHeardLate && of('next-reply').every((one) => one.ended_at))
    await begin('next-reply')
  await pauseOrRun(context, conversation.id, { isPaused: state !== 'open', at, hours })
  await setNextRing(context, conversation.id)
}

/** Ends all clocks of a conversation: nobody waits for people any more. */
export async function endClocks(context: CommandContext, conversationId: string, at: Date): Promise<void> {
  const running = await findRunning(context.tx, [conversationId])
  for (const clock of running) await endClock(context.tx, clock, at)
  if (running.length > 0) await setNextRing(context, conversationId)
}

const minutesOf = (kind: SlaKind, { firstReplyMinutes, nextReplyMinutes, resolutionMinutes }: TeamSla) =>
  ({ 'first-reply': firstReplyMinutes, 'next-reply': nextReplyMinutes, resolution: resolutionMinutes })[kind]

async function beginClock(
  { tx, scope }: CommandContext,
  { conversation, team, place, at }: Moved,
  kind: SlaKind,
  hours: OpenHours,
): Promise<void> {
  const sla = team.sla as TeamSla | null
  const minutes = sla && minutesOf(kind, sla)
  if (!sla || minutes === null) return
  const seconds = minutes * 60
  const fresh = {
    kind,
    target_seconds: seconds,
    warn_seconds: warnSeconds(seconds, sla.warnMinutes * 60),
    in_open_hours: sla.counts === 'open-hours',
    left_seconds: seconds,
  }
  const startedAt = kind === 'next-reply' ? at : place.waiting_since
  await insertClock(tx, scope, {
    ...fresh,
    ...run(fresh, startedAt, hours),
    conversationId: conversation.id,
    teamId: team.id,
    startedAt,
  })
}

async function pauseOrRun(
  { tx }: CommandContext,
  conversationId: string,
  { isPaused, at, hours }: { isPaused: boolean; at: Date; hours: OpenHours },
): Promise<void> {
  const running: ClockRow[] = await findRunning(tx, [conversationId])
  for (const clock of running) {
    if (isPaused && clock.running_since) await updateClock(tx, clock.id, pause(clock, at, hours))
    if (!isPaused && !clock.running_since) await updateClock(tx, clock.id, run(clock, at, hours))
  }
}
