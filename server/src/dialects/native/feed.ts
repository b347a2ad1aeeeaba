import type { EventStreamPart } from '#contract/events.ts'
import { followEvents } from '#features/feed/index.ts'
import type { Scope } from '#kernel/scope.ts'

/** What happens, as clients are told it: nobody hears of their own writing, and nobody of more than who writes where. */
export function followFeed(
  scope: Scope,
  input: Parameters<typeof followEvents>[1],
): AsyncGenerator<EventStreamPart> {
  // Refused at the call, before a stream begins.
  return shown(scope, followEvents(scope, input))
}

async function* shown(scope: Scope, parts: ReturnType<typeof followEvents>): AsyncGenerator<EventStreamPart> {
  for await (const part of parts) {
    if (part.type !== 'typing') yield part
    else if (part.typing.author.id !== scope.actor.id) {
      const { conversationId, author, isTyping, isPrivate } = part.typing
      yield { type: 'typing', typing: { conversationId, author, isTyping, isPrivate } }
    }
  }
}
