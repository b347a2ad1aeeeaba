import type { EventStreamPart } from '#contract/events.ts'
import { followEvents } from '#features/feed/index.ts'
import type { Scope } from '#kernel/scope.ts'

/** Events as clients get them: without the caller's own typing, and without internal fields of typing notices. */
export function followFeed(
  scope: Scope,
  input: Parameters<typeof followEvents>[1],
): AsyncGenerator<EventStreamPart> {
  // Refused as a call, before a stream starts.
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
