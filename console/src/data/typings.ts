import type { Typing } from '#contract/shapes/typing.ts'
import { openCell } from './cell.ts'

/** Who writes just now, in any conversation that one sees. */
export const typings = openCell<readonly Typing[]>([])

export const hearTyping = (one: Typing) => {
  const others = typings
    .get()
    .filter(
      ({ conversationId, author }) => conversationId !== one.conversationId || author.id !== one.author.id,
    )
  typings.set(one.isTyping ? [...others, one] : others)
}
