import { z } from 'zod'
import { Instant, id } from '../ids.ts'
import { PageQuery, pageOf } from '../page.ts'
import { Conversation, ConversationFilter, Message } from './conversation.ts'

/** A text and where in it the words that were looked for stand: UTF-16 offsets, end exclusive, in order. */
export const Highlighted = z
  .object({ text: z.string(), ranges: z.array(z.object({ start: z.int(), end: z.int() })) })
  .meta({ id: 'Highlighted' })
export type Highlighted = z.infer<typeof Highlighted>

export const ConversationHit = z
  .object({
    conversation: Conversation,
    title: Highlighted,
    messages: z
      .array(
        z.object({
          messageId: id('message'),
          role: Message.shape.role,
          saidAt: Instant,
          excerpt: Highlighted,
        }),
      )
      .describe('Its newest messages that fit, at most three; none when only the title does.'),
  })
  .meta({ id: 'ConversationHit' })
export type ConversationHit = z.infer<typeof ConversationHit>
export const ConversationHitPage = pageOf(ConversationHit).meta({ id: 'ConversationHitPage' })

export const SearchConversations = PageQuery.extend({
  ...ConversationFilter.shape,
  archived: z
    .enum(['hide', 'only', 'include'])
    .default('include')
    .describe('What happens to those that one archived oneself.'),
  query: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .describe('All of its words must be there; the beginning of a word is enough.'),
})
