import { z } from 'zod'
import { id } from '../ids.ts'
import { AuthorKind, ConversationRef } from './conversation.ts'

/** For so long somebody writes, as far as others know, unless they say so again. */
export const TYPING_MS = 6_000

export const TellTyping = ConversationRef.extend({
  isTyping: z
    .boolean()
    .default(true)
    .describe(
      'Say so again every few seconds while it goes on: it is over 6 seconds after it was last said.',
    ),
  isPrivate: z
    .boolean()
    .default(false)
    .describe('A note that only operators will read: only they hear that it is written.'),
})

/** Somebody writes in a conversation, or does not any more. Told when it begins and ends, and kept nowhere. */
export const Typing = z
  .object({
    conversationId: id('conversation'),
    author: z.object({ kind: AuthorKind, id: z.uuid(), name: z.string() }),
    isTyping: z.boolean(),
    isPrivate: z.boolean(),
  })
  .meta({ id: 'Typing' })
export type Typing = z.infer<typeof Typing>
