import type { DeskConversation } from '#contract/shapes/desk.ts'
import type { TeamConversation } from '#contract/shapes/team.ts'

export interface News {
  /** `due` and `late`: of what was promised; `given`: somebody else made it one's own. */
  readonly kind: 'waits' | 'wrote' | 'given' | 'due' | 'late'
  readonly one: DeskConversation
}

const isTheirs = ({ lastMessage, person }: DeskConversation) => lastMessage?.author.id === person.id

/** What is new between two looks at a list: who newly waits, or who wrote something in what one has. */
export function newsIn(
  kind: News['kind'],
  before: readonly DeskConversation[],
  now: readonly DeskConversation[],
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
  one?.clocks.some(({ isBreached }) => isBreached)
    ? 'late'
    : one?.clocks.some(({ isWarned }) => isWarned)
      ? 'due'
      : null

/** Which of these conversations should be answered soon, or are late, and were not at the look before. */
export function promisesIn(
  before: readonly TeamConversation[],
  now: readonly TeamConversation[],
  listed: readonly DeskConversation[],
): News[] {
  const known = new Map(before.map((one) => [one.conversationId, markOf(one)]))
  return now.flatMap((one) => {
    const kind = markOf(one)
    const found = listed.find(({ conversation }) => conversation.id === one.conversationId)
    return found && kind && known.get(one.conversationId) !== kind ? [{ kind, one: found }] : []
  })
}
