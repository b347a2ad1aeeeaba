import type { DeskConversation } from '#contract/shapes/desk.ts'

export interface News {
  readonly kind: 'waits' | 'wrote'
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
      if (kind === 'waits') return !earlier
      return isTheirs(one) && earlier !== undefined && earlier.lastMessage?.id !== one.lastMessage?.id
    })
    .map((one) => ({ kind, one }))
}
