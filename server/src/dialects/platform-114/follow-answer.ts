import type { ReplyStreamPart } from '#contract/reply-parts.ts'
import { streamText, type StreamedAnswer } from '../kit/stream-text.ts'

export type Answer = StreamedAnswer

/** What a listener is told when text that it was shown is void. It cannot be taken back. */
const BEGUN_AGAIN = '[ERROR] 回答中斷，重新開始'

/** Yields the text of an answer as it comes, and returns all of it. Throws as `streamText` does. */
export const followAnswer = (stream: AsyncIterable<ReplyStreamPart>): AsyncGenerator<string, Answer> =>
  streamText(stream, BEGUN_AGAIN)

/** The same for whoever waits for all of it. */
export async function collectAnswer(stream: AsyncIterable<ReplyStreamPart>): Promise<Answer> {
  const following = followAnswer(stream)
  for (;;) {
    const { done, value } = await following.next()
    if (done) return value
  }
}
