import type { InboxConversation } from '#contract/shapes/inbox.ts'
import type { TeamConversation } from '#contract/shapes/team.ts'

export interface News {
  /** `due` and `late`: of an SLA target; `given`: somebody else made it one's own. */
  readonly kind: 'waits' | 'wrote' | 'given' | 'due' | 'late'
  readonly one: InboxConversation
}

const isTheirs = ({ lastMessage, person }: InboxConversation) => lastMessage?.author.id === person.id

/** What is new between two looks at a list: who newly waits, or who wrote something in what one has. */
export function newsIn(
  kind: News['kind'],
  before: readonly InboxConversation[],
  now: readonly InboxConversation[],
): News[] {
  const known = new Map(before.map((one) => [one.conversation.id, one]))
  return now
    .filter((one) => {
      const earlier = known.get(one.conversation.id)
      if (kind === 'waits' || kind === 'given') return !earlier
      return isTheirs(one) && earlier !== undefined && earlier.lastMessage?.id !== one.lastMessage?.id
    })
    .map((one) => ({ kind, one }))
}

const markOf = (one: TeamConversation | undefined): 'due' | 'late' | null =>
  one?.slaTimers.some(({ isBreached }) => isBreached)
    ? 'late'
    : one?.slaTimers.some(({ isWarned }) => isWarned)
      ? 'due'
      : null

/** Which of these conversations should be answered soon, or are late, and were not at the look before. */
export function slaAlertsIn(
  before: readonly TeamConversation[],
  now: readonly TeamConversation[],
  listed: readonly InboxConversation[],
): News[] {
  const known = new Map(before.map((one) => [one.conversationId, markOf(one)]))
  return now.flatMap((one) => {
    const kind = markOf(one)
    const found = listed.find(({ conversation }) => conversation.id === one.conversationId)
    return found && kind && known.get(one.conversationId) !== kind ? [{ kind, one: found }] : []
  })
}
