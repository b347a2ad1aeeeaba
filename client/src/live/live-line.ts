import type { EventStreamPart } from '#contract/events.ts'
import type { ReplyStreamPart } from '#contract/reply-parts.ts'

/**
 * One way to hear what happens now. Each call opens a stream that ends, quietly or by throwing, when the line breaks;
 * whoever listens opens another from the last cursor. Throws ApiError when the server refuses.
 */
export interface LiveLine {
  replyParts(replyId: string, after: string | undefined, signal: AbortSignal): AsyncIterable<ReplyStreamPart>
  eventParts(after: number | undefined, signal: AbortSignal): AsyncIterable<EventStreamPart>
}
