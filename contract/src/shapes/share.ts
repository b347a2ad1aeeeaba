import { z } from 'zod'
import { Instant, id } from '../ids.ts'
import { PageQuery, pageOf } from '../page.ts'
import { ConversationRef } from './conversation.ts'

const expiresAt = Instant.nullable().describe('When the link expires; null: never.')

/** A public link to a snapshot of a conversation. The link itself is shown only once. */
export const Share = z
  .object({
    id: id('share'),
    conversationId: id('conversation'),
    title: z.string().describe('The title of the conversation in the snapshot.'),
    messageCount: z.int().describe('Number of messages in the snapshot.'),
    isBehind: z
      .boolean()
      .describe('Whether the conversation has new messages or another title since the snapshot.'),
    expiresAt,
    createdAt: Instant,
    updatedAt: Instant.describe('When the snapshot was taken.'),
  })
  .meta({ id: 'Share' })
export type Share = z.infer<typeof Share>
export const SharePage = pageOf(Share).meta({ id: 'SharePage' })

export const ShareRef = z.strictObject({ shareId: id('share') })
export const CreateShare = ConversationRef.extend({ expiresAt: expiresAt.default(null) })
export const CreatedShare = z
  .object({
    share: Share,
    token: z.string().describe('The secret last part of the link. Shown only once.'),
    url: z.string().describe('The path of the link on this server, such as `/shared/…`.'),
  })
  .meta({ id: 'CreatedShare' })
export type CreatedShare = z.infer<typeof CreatedShare>
export const ListShares = PageQuery.extend({ conversationId: id('conversation').optional() })
export const ChangeShare = ShareRef.extend({
  showsNow: z
    .literal(true)
    .optional()
    .describe('Take a new snapshot: the link shows the conversation as it is now.'),
  expiresAt: expiresAt.optional(),
})

export const ShareSettings = z
  .object({
    isOn: z
      .boolean()
      .describe('Whether conversations may be shared by link. While off, existing links do not work.'),
  })
  .meta({ id: 'ShareSettings' })
export type ShareSettings = z.infer<typeof ShareSettings>
export const ChangeShareSettings = z.strictObject({ isOn: ShareSettings.shape.isOn })

const token = z.string().min(1).max(200).describe('The secret last part of the link.')
export const ReadShared = z.strictObject({ token })
export const OpenSharedFile = z.strictObject({
  token,
  fileId: id('file'),
  range: z.string().max(100).optional(),
})

const SharedPart = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('text'),
    text: z.string().describe('Markdown; `[1]` refers to source number 1.'),
  }),
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
      .describe('Who wrote the message. `operator`: a person who answered. Names of people are not shown.'),
    name: z.string().nullable().describe('The name of the agent; null for people.'),
    parts: z.array(SharedPart),
    sources: z
      .array(
        z.object({
          number: z.int().describe('The number of the source in the answer.'),
          name: z.string(),
          page: z
            .int()
            .nullable()
            .describe('The page of the document, from 1; null for documents without pages.'),
        }),
      )
      .describe(
        'The cited sources: the number in the text, the name of the document and the page, if known.',
      ),
    createdAt: Instant,
  })
  .meta({ id: 'SharedMessage' })
export type SharedMessage = z.infer<typeof SharedMessage>
export const SharedConversation = z
  .object({
    title: z.string(),
    sharedAt: Instant.describe('When the snapshot was taken.'),
    expiresAt,
    messages: z.array(SharedMessage).describe('The messages of the shared branch, oldest first.'),
  })
  .meta({ id: 'SharedConversation' })
export type SharedConversation = z.infer<typeof SharedConversation>
