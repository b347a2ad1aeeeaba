import { z } from 'zod'
import { Instant, id } from '../ids.ts'
import { PageQuery, pageOf } from '../page.ts'
import { ConversationRef } from './conversation.ts'

const expiresAt = Instant.nullable().describe('When it stops working; null: not by itself.')

/** A link by which anybody reads a conversation as it was at one moment. The link itself is told once. */
export const Share = z
  .object({
    id: id('share'),
    conversationId: id('conversation'),
    title: z.string().describe('What the conversation was called at that moment.'),
    messageCount: z.int().describe('How many messages are shown.'),
    isBehind: z.boolean().describe('Whether the conversation has gone on, or is called otherwise, since.'),
    expiresAt,
    createdAt: Instant,
    updatedAt: Instant.describe('The moment that is shown.'),
  })
  .meta({ id: 'Share' })
export type Share = z.infer<typeof Share>
export const SharePage = pageOf(Share).meta({ id: 'SharePage' })

export const ShareRef = z.strictObject({ shareId: id('share') })
export const CreateShare = ConversationRef.extend({ expiresAt: expiresAt.default(null) })
export const CreatedShare = z
  .object({
    share: Share,
    token: z.string().describe('What the link ends with. It is not told again.'),
    url: z.string().describe('The path of the page on this server.'),
  })
  .meta({ id: 'CreatedShare' })
export type CreatedShare = z.infer<typeof CreatedShare>
export const ListShares = PageQuery.extend({ conversationId: id('conversation').optional() })
export const ChangeShare = ShareRef.extend({
  showsNow: z.literal(true).optional().describe('Shows the conversation as it is now from now on.'),
  expiresAt: expiresAt.optional(),
})

export const ShareSettings = z
  .object({ isOn: z.boolean().describe('Whether conversations may be read by links.') })
  .meta({ id: 'ShareSettings' })
export type ShareSettings = z.infer<typeof ShareSettings>
export const ChangeShareSettings = z.strictObject({ isOn: z.boolean() })

const token = z.string().min(1).max(200)
export const ReadShared = z.strictObject({ token })
export const OpenSharedFile = z.strictObject({
  token,
  fileId: id('file'),
  range: z.string().max(100).optional(),
})

const SharedPart = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: z.string().describe('Markdown; `[1]` stands for a source.') }),
  z.object({
    type: z.literal('file'),
    fileId: id('file'),
    name: z.string(),
    mediaType: z.string(),
    sizeBytes: z.int(),
  }),
])
export const SharedMessage = z
  .object({
    from: z
      .enum(['person', 'agent', 'operator'])
      .describe('`operator`: a person who answered. People are not named.'),
    name: z.string().nullable().describe('Of the agent.'),
    parts: z.array(SharedPart),
    sources: z.array(z.object({ number: z.int(), name: z.string(), page: z.int().nullable() })),
    createdAt: Instant,
  })
  .meta({ id: 'SharedMessage' })
export type SharedMessage = z.infer<typeof SharedMessage>
export const SharedConversation = z
  .object({ title: z.string(), sharedAt: Instant, expiresAt, messages: z.array(SharedMessage) })
  .meta({ id: 'SharedConversation' })
export type SharedConversation = z.infer<typeof SharedConversation>
