import { z } from 'zod'
import { id } from '../ids.ts'
import { AuthorKind, ConversationRef } from './conversation.ts'

/** How long a typing indicator lasts unless it is sent again, in milliseconds. */
export const TYPING_MS = 6_000

export const TellTyping = ConversationRef.extend({
  isTyping: z
    .boolean()
    .default(true)
    .describe('Whether you are typing. Send it again every few seconds: it expires after 6 seconds.'),
  isPrivate: z
    .boolean()
    .default(false)
    .describe('Whether you are typing a note for operators; only operators then see that you type.'),
})

/** Somebody starts or stops typing in a conversation. Sent at the start and at the end, never stored. */
export const Typing = z
  .object({
    conversationId: id('conversation'),
    author: z.object({ kind: AuthorKind, id: z.uuid(), name: z.string() }).describe('Who is typing.'),
    isTyping: z.boolean().describe('Whether the author is typing; false: they stopped.'),
    isPrivate: z.boolean().describe('Whether the author types a note, which only operators see.'),
  })
  .meta({ id: 'Typing' })
export type Typing = z.infer<typeof Typing>
