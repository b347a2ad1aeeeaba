import type { MessagePart } from '#contract/message-parts.ts'
import type { ReplyStreamPart, ReplyUsage } from '#contract/reply-parts.ts'
import { Fault } from '#kernel/fault.ts'

/** An answer to its end. */
export interface StreamedAnswer {
  readonly parts: MessagePart[]
  readonly usage: ReplyUsage
  /** Whether any text was told. */
  readonly hasSpoken: boolean
}

/** Between texts of an answer that are told as one. */
export const PARAGRAPH = '\n\n'
const endsParagraph = (part: MessagePart | undefined) =>
  part?.type === 'text' && part.text.endsWith(PARAGRAPH)

/**
 * Yields the text of an answer as it comes, and returns all of it; `begunAgain` where what was told is void, which cannot
 * be taken back. Throws Fault `upstream_failed` when it failed, with the reason that may be shown; one that somebody
 * stopped says as much as it had said by then.
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
      // What it only thought leaves holes.
      if (piece.state === 'completed' || piece.state === 'cancelled')
        return { parts: parts.filter(Boolean), usage: piece.usage, hasSpoken }
      throw new Fault('upstream_failed', piece.detail ?? 'The answer could not be written.')
    }
  }
  throw new Fault('unavailable', 'The caller left before the answer was there.')
}
