import { z } from 'zod'
import { Instant, id } from '../ids.ts'
import { PageQuery, pageOf } from '../page.ts'
import { Conversation, ConversationFilter, Message } from './conversation.ts'

/** A text with the ranges to highlight. */
export const Highlighted = z
  .object({
    text: z.string(),
    ranges: z
      .array(z.object({ start: z.int(), end: z.int() }))
      .describe('Where the text contains words of the query: UTF-16 offsets, end exclusive, in order.'),
  })
  .meta({ id: 'Highlighted' })
export type Highlighted = z.infer<typeof Highlighted>

export const ConversationHit = z
  .object({
    conversation: Conversation,
    title: Highlighted.describe('The title of the conversation, highlighted.'),
    messages: z
      .array(
        z.object({
          messageId: id('message'),
          role: Message.shape.role,
          saidAt: Instant.describe('When the message was sent.'),
          excerpt: Highlighted.describe('The part of the message that matches, highlighted.'),
        }),
      )
      .describe('The newest matching messages, at most three; empty if only the title matches.'),
  })
  .meta({ id: 'ConversationHit' })
export type ConversationHit = z.infer<typeof ConversationHit>
export const ConversationHitPage = pageOf(ConversationHit).meta({ id: 'ConversationHitPage' })

export const SearchConversations = PageQuery.extend({
  ...ConversationFilter.shape,
  archived: z
    .enum(['hide', 'only', 'include'])
    .default('include')
    .describe(
      'Whether to leave out conversations that you archived (`hide`), find only them (`only`), or include them (`include`).',
    ),
  query: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .describe('Words that must all occur; the beginning of a word is enough.'),
})
