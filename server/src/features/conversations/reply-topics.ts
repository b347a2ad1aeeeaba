import type { MessagePart } from '#contract/message-parts.ts'
import type { Reply } from '#contract/shapes/conversation.ts'
import type { Live } from '#platform/live/live.ts'

// Writers receive few messages: joining a topic per reply would cost more than hearing all of them.
const CONTROL = 'reply-control'

interface Control {
  readonly replyId: string
  readonly word: unknown
}

/**
 * A message for the writer of a reply: its reader wants it to stop (`cancel`), it lost the reply (Taken), or requests
 * of remote drafts.
 */
export const messageToWriter = (replyId: string, word: unknown): [topic: string, message: Control] => [
  CONTROL,
  { replyId, word },
]

const controlTopic = (replyId: string) => `${CONTROL}:${replyId}`
const joined = new WeakSet<Live>()

/**
 * Calls `listener` with messages for the writer of a reply, from any process, until the returned function is called.
 */
export function subscribeAsWriter(
  live: Live,
  replyId: string,
  listener: (word: unknown) => void,
): () => void {
  if (!joined.has(live)) {
    joined.add(live)
    live.subscribe(CONTROL, (message) => {
      const { replyId: id, word } = message as Control
      live.publishHere(controlTopic(id), word)
    })
  }
  return live.subscribeHere(controlTopic(replyId), listener)
}

/** Tells a writer that somebody else got the conversation: how its reply ended, and what is stored of it. */
export interface Taken {
  readonly reply: Reply
  readonly parts: readonly MessagePart[]
}

/** The same for a writer in another process, which then asks the database whose the reply is. */
export const TAKEN_ELSEWHERE = { type: 'taken' } as const

/** The topic on which readers of a reply hear its parts. */
export const replyTopic = (replyId: string) => `reply:${replyId}`
