import type { MessagePart } from '#contract/message-parts.ts'
import type { Reply } from '#contract/shapes/conversation.ts'
import type { Live } from '#platform/live/live.ts'

// Little is said to writers: joining a topic for each reply would cost more than hearing all of it.
const CONTROL = 'reply-control'

interface Control {
  readonly replyId: string
  readonly word: unknown
}

/**
 * What is published for whoever writes a reply: that its reader wants it stopped (`cancel`), that it lost the reply (Taken), or
 * what remote drafts ask.
 */
export const messageToWriter = (replyId: string, word: unknown): [topic: string, message: Control] => [
  CONTROL,
  { replyId, word },
]

const controlTopic = (replyId: string) => `${CONTROL}:${replyId}`
const joined = new WeakSet<Live>()

/** Calls `listener` with what is said to the writer of a reply, in whatever process, until the returned function is called. */
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

/** What a writer hears when somebody else got the conversation: how its reply ended, and what is kept of it. */
export interface Taken {
  readonly reply: Reply
  readonly parts: readonly MessagePart[]
}

/** What a writer in another process hears then: it asks the database whose the reply is. */
export const TAKEN_ELSEWHERE = { type: 'taken' } as const

/** Where readers of a reply hear its parts. */
export const replyTopic = (replyId: string) => `reply:${replyId}`
