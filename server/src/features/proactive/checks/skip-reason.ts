import type { EquippedAgent } from '#features/agents/index.ts'
import type { ConversationRow, MessageRow } from '#features/conversations/index.ts'
import { quietUntil } from '../preferences/quiet-hours.ts'
import type { Consent } from '../preferences/preference-store.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
export const DAY_MS = 24 * HOUR_MS
/** A conversation that was quiet for longer is over: nobody is woken for it. */
export const LONG_AGO_MS = 14 * DAY_MS

/** All that decides whether an agent may speak first in a conversation. */
export interface Circumstances {
  readonly now: Date
  /** Null if no agent answers any more. */
  readonly agent: EquippedAgent | null
  /** Whether the person can still return. */
  readonly isPersonThere: boolean
  readonly consent: Consent
  readonly conversation: Pick<
    ConversationRow,
    'is_muted' | 'is_archived' | 'active_reply_id' | 'assignee_kind'
  >
  /** The end of the branch that is shown, newest first. */
  readonly path: readonly MessageRow[]
  /** The number of messages that the person has not read. */
  readonly unreadCount: number
  /** When the agent spoke first to this person within the last 24 hours, the oldest first. */
  readonly lately: readonly Date[]
  readonly hasQuota: boolean
}

export interface SkipReason {
  readonly why: string
  /** When to check again; null: not before an event schedules another check. */
  readonly again: Date | null
}

/** How often the agent has written first since the person's last message. */
export const unansweredIn = (path: readonly MessageRow[]): number => {
  const answered = path.findIndex(({ role }) => role === 'user')
  return path.slice(0, answered < 0 ? undefined : answered).filter(({ origin }) => origin === 'proactive')
    .length
}

/**
 * Why the agent must not write first now; null if it may. Checked before its model is asked, and again before the
 * message is sent.
 */
export function skipReasonOf(circumstances: Circumstances): SkipReason | null {
  const { agent } = circumstances
  if (!agent) return never('no-agent')
  if (!agent.speaks_first) return never('agent-silent')
  return ofPerson(circumstances) ?? ofConversation(circumstances, agent) ?? ofMoment(circumstances, agent)
}

const never = (why: string): SkipReason => ({ why, again: null })

function ofPerson({ isPersonThere, consent }: Circumstances): SkipReason | null {
  if (!isPersonThere) return never('person-gone')
  return consent.agrees ? null : never('no-consent')
}

function ofConversation(
  { now, conversation, path, unreadCount }: Circumstances,
  agent: EquippedAgent,
): SkipReason | null {
  const [last] = path
  if (conversation.assignee_kind !== 'agent') return { why: 'held', again: later(now, DAY_MS) }
  // Muting can end without an event, so it is checked now and then.
  if (conversation.is_muted) return { why: 'muted', again: later(now, DAY_MS) }
  if (conversation.is_archived) return { why: 'archived', again: later(now, DAY_MS) }
  if (!last || !path.some(({ role }) => role === 'user')) return never('nothing-said')
  if (now.getTime() - last.created_at.getTime() > LONG_AGO_MS) return never('long-ago')
  if (conversation.active_reply_id !== null) return { why: 'busy', again: later(now, MINUTE_MS) }
  if (unansweredIn(path) >= agent.proactive_unanswered_max) return never('unanswered')
  const patience = agent.proactive_after_minutes * MINUTE_MS
  if (unreadCount > 0) return { why: 'unread', again: later(now, Math.max(patience, HOUR_MS)) }
  const quietAt = later(last.created_at, patience)
  return quietAt > now ? { why: 'not-quiet', again: quietAt } : null
}

function ofMoment(
  { now, consent, lately, hasQuota }: Circumstances,
  agent: EquippedAgent,
): SkipReason | null {
  const until = quietUntil(now, consent)
  if (until) return { why: 'quiet-hours', again: until }
  const first = lately.at(-agent.proactive_per_day)
  if (first) return { why: 'day-cap', again: later(first, DAY_MS) }
  return hasQuota ? null : { why: 'no-quota', again: later(now, DAY_MS) }
}

const later = (from: Date, ms: number) => new Date(from.getTime() + ms)
