import type { MessagePart } from '#contract/message-parts.ts'
import type { Reply } from '#contract/shapes/conversation.ts'

/** Where whoever writes a reply hears that its reader wants it stopped (`cancel`), or that it lost the reply (Taken). */
export const controlTopic = (replyId: string) => `reply-control:${replyId}`

/** What a writer hears when somebody else got the conversation: how its reply ended, and what is kept of it. */
export interface Taken {
  readonly reply: Reply
  readonly parts: readonly MessagePart[]
}

/** What a writer in another process hears then: it asks the database whose the reply is. */
export const TAKEN_ELSEWHERE = { type: 'taken' } as const

/** Where followers of a reply hear its parts. */
export const replyTopic = (replyId: string) => `reply:${replyId}`
