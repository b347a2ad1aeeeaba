import type { MessagePart } from '#contract/message-parts.ts'
import type { ReplyStreamPart, ReplyUsage } from '#contract/reply-parts.ts'
import { Fault } from '#kernel/fault.ts'

/** An answer to its end. */
export interface StreamedAnswer {
  readonly parts: MessagePart[]
  readonly usage: ReplyUsage
  /** Whether any text was sent. */
  readonly hasSpoken: boolean
}

/** Separates the texts of an answer that are sent as one. */
export const PARAGRAPH = '\n\n'
const endsParagraph = (part: MessagePart | undefined) =>
  part?.type === 'text' && part.text.endsWith(PARAGRAPH)

/**
 * Yields the text of an answer as it arrives, and returns all of it; `begunAgain` if the text so far is void, since it
 * cannot be removed. Throws Fault `upstream_failed` if it failed, with a reason that may be shown; a canceled one
 * returns the text so far.
 */
export async function* streamText(
  stream: AsyncIterable<ReplyStreamPart>,
  begunAgain: string,
): AsyncGenerator<string, StreamedAnswer> {
  let parts: MessagePart[] = []
  let hasSpoken = false
  let spoken: number | null = null
  for await (const piece of stream) {
    if (piece.type === 'superseded') {
      parts = []
      spoken = null
      if (hasSpoken) yield begunAgain
    } else if (piece.type === 'text-delta') {
      const before = parts[piece.part]
      const known = before?.type === 'text' ? before.text.slice(0, piece.offset) : ''
      parts[piece.part] = { type: 'text', text: known + piece.text }
      if (spoken !== null && spoken !== piece.part && !endsParagraph(parts[spoken])) yield PARAGRAPH
      spoken = piece.part
      hasSpoken = true
      yield piece.text
    } else if (piece.type === 'part') parts[piece.part] = piece.value
    else if (piece.type === 'reply-end') {
      // Reasoning leaves gaps.
      if (piece.state === 'completed' || piece.state === 'cancelled')
        return { parts: parts.filter(Boolean), usage: piece.usage, hasSpoken }
      throw new Fault('upstream_failed', piece.detail ?? 'The answer could not be written.')
    }
  }
  throw new Fault('unavailable', 'The caller left before the answer was there.')
}
