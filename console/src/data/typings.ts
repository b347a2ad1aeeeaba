import type { Typing } from '#contract/shapes/typing.ts'
import { createStore } from './store.ts'

/** Who writes just now, in any conversation that one sees. */
export const typings = createStore<readonly Typing[]>([])

export const applyTyping = (one: Typing) => {
  const others = typings
    .get()
    .filter(
      ({ conversationId, author }) => conversationId !== one.conversationId || author.id !== one.author.id,
    )
  typings.set(one.isTyping ? [...others, one] : others)
}
