import type { MessagePart } from '#contract/message-parts.ts'
import type { ReplyStreamPart, ReplyUsage } from '#contract/reply-parts.ts'
import { Fault } from '#kernel/fault.ts'

/** An answer to its end. */
export interface Answer {
  readonly parts: MessagePart[]
  readonly usage: ReplyUsage
}

/** What a listener is told when text that it was shown is void. It cannot be taken back. */
const BEGUN_AGAIN = '[ERROR] 回答中斷，重新開始'

/** Between texts of an answer that are told as one. */
const PARAGRAPH = '\n\n'
const endsParagraph = (part: MessagePart | undefined) =>
  part?.type === 'text' && part.text.endsWith(PARAGRAPH)

/**
 * Yields the text of an answer as it comes, and returns all of it. Throws Fault `upstream_failed` when it failed, with the
 * reason that may be shown; one that somebody stopped says as much as it had said by then.
 */
export async function* followAnswer(stream: AsyncIterable<ReplyStreamPart>): AsyncGenerator<string, Answer> {
  let parts: MessagePart[] = []
  let hasSpoken = false
  let spoken: number | null = null
  for await (const piece of stream) {
    if (piece.type === 'superseded') {
      parts = []
      spoken = null
      if (hasSpoken) yield BEGUN_AGAIN
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
        return { parts: parts.filter(Boolean), usage: piece.usage }
      throw new Fault('upstream_failed', piece.detail ?? 'The answer could not be written.')
    }
  }
  throw new Fault('unavailable', 'The caller left before the answer was there.')
}

/** The same for whoever waits for all of it. */
export async function collectAnswer(stream: AsyncIterable<ReplyStreamPart>): Promise<Answer> {
  const following = followAnswer(stream)
  for (;;) {
    const { done, value } = await following.next()
    if (done) return value
  }
}
