import type { z } from 'zod'
import type { SlaKind, TeamSla } from '#contract/shapes/team.ts'
import type { ConversationRow } from '#features/conversations/index.ts'
import { type inboxActivity, findInboxStates } from '#features/inbox/handoff/index.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import type { TeamConversationRow } from '../team-conversation-store.ts'
import { hoursOf } from '../hours/hours-of.ts'
import type { OpenHours } from '../hours/open-hours.ts'
import type { TeamRow } from '../team-store.ts'
import { pause, run, warnSeconds, scheduleNextTimer } from './timer.ts'
import { type TimerRow, endTimer, findTimers, findRunning, insertTimer, updateTimer } from './timer-store.ts'

interface Moved {
  readonly conversation: ConversationRow
  readonly team: TeamRow
  readonly place: TeamConversationRow
  readonly what: z.output<typeof inboxActivity.input>['what']
  readonly at: Date
}

/**
 * Starts, pauses, resumes and ends the SLA timers of a conversation after something happened to it. The teams are
 * locked. Jobs may report events late and out of order; each counts from when it happened.
 */
export async function syncTimers(context: CommandContext, moved: Moved): Promise<void> {
  const { tx } = context
  const { conversation, team, place, what, at } = moved
  const state = (await findInboxStates(tx, [conversation.id])).get(conversation.id)?.state ?? 'open'
  if (state === 'resolved') return endTimers(context, conversation.id, at)
  const hours = hoursOf(team)
  const begin = (kind: SlaKind) => beginTimer(context, moved, kind, hours)
  const known = await findTimers(tx, conversation.id, place.waiting_since)
  for (const kind of ['resolution', 'first-reply'] as const)
    if (known.every((timer) => timer.kind !== kind)) await begin(kind)
  const timers = await findTimers(tx, conversation.id, place.waiting_since)
  const of = (kind: SlaKind) => timers.filter((timer) => timer.kind === kind)
  if (what === 'answered')
    for (const timer of timers)
      if (timer.kind !== 'resolution' && !timer.ended_at && timer.started_at <= at)
        await endTimer(tx, timer, at)
  const isAnswered = of('first-reply').some(({ ended_at }) => ended_at !== null)
  const isHeardLate = timers.some(
    ({ kind, ended_at }) => kind !== 'resolution' && ended_at !== null && ended_at >= at,
  )
  if (what === 'said' && isAnswered && !isHeardLate && of('next-reply').every((one) => one.ended_at))
    await begin('next-reply')
  await pauseOrRun(context, conversation.id, { isPaused: state !== 'open', at, hours })
  await scheduleNextTimer(context, conversation.id)
}

/** Ends all timers of a conversation: it no longer waits for people. */
export async function endTimers(context: CommandContext, conversationId: string, at: Date): Promise<void> {
  const running = await findRunning(context.tx, [conversationId])
  for (const timer of running) await endTimer(context.tx, timer, at)
  if (running.length > 0) await scheduleNextTimer(context, conversationId)
}

const minutesOf = (kind: SlaKind, { firstReplyMinutes, nextReplyMinutes, resolutionMinutes }: TeamSla) =>
  ({ 'first-reply': firstReplyMinutes, 'next-reply': nextReplyMinutes, resolution: resolutionMinutes })[kind]

async function beginTimer(
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
  await insertTimer(tx, scope, {
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
  const running: TimerRow[] = await findRunning(tx, [conversationId])
  for (const timer of running) {
    if (isPaused && timer.running_since) await updateTimer(tx, timer.id, pause(timer, at, hours))
    if (!isPaused && !timer.running_since) await updateTimer(tx, timer.id, run(timer, at, hours))
  }
}
