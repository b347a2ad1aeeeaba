import type { ReplyStreamPart } from '#contract/reply-parts.ts'
import { streamText, type StreamedAnswer } from '../kit/stream-text.ts'

export type Answer = StreamedAnswer

/** Tells listeners that the text so far is void, since it cannot be removed. */
const BEGUN_AGAIN = '[ERROR] 回答中斷，重新開始'

/** Yields the text of an answer as it arrives, and returns all of it. Throws like `streamText`. */
export const followAnswer = (stream: AsyncIterable<ReplyStreamPart>): AsyncGenerator<string, Answer> =>
  streamText(stream, BEGUN_AGAIN)

/** The same for clients that wait for the whole answer. */
export async function collectAnswer(stream: AsyncIterable<ReplyStreamPart>): Promise<Answer> {
  const following = followAnswer(stream)
  for (;;) {
    const { done, value } = await following.next()
    if (done) return value
  }
}
