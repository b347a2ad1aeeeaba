import type { EventStreamPart } from '#contract/events.ts'
import type { ReplyStreamPart } from '#contract/reply-parts.ts'

/**
 * A way to receive live updates. Each call opens a stream that ends, quietly or by throwing, when the connection
 * breaks; the caller opens another from the last cursor. Throws ApiError when the server refuses.
 */
export interface LiveLine {
  replyParts(replyId: string, after: string | undefined, signal: AbortSignal): AsyncIterable<ReplyStreamPart>
  eventParts(after: number | undefined, signal: AbortSignal): AsyncIterable<EventStreamPart>
}
