import { z } from 'zod'
import { Instant, id } from '../ids.ts'
import { ConversationRef } from './conversation.ts'

const facts = {
  name: z.string().trim().min(1).max(80),
  agentId: id('agent')
    .nullable()
    .describe("The agent that answers what begins there; null for the tenant's first."),
}

export const Channel = z
  .object({
    id: id('channel'),
    kind: z
      .enum(['api', 'email'])
      .describe('`api`: an outside system brings messages by itself; `email`: people write to an address.'),
    ...facts,
    isClosed: z.boolean().describe('Whether nothing is taken from it.'),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'Channel' })
export type Channel = z.infer<typeof Channel>
export const ChannelList = z.object({ items: z.array(Channel) }).meta({ id: 'ChannelList' })

export const ChannelRef = z.strictObject({ channelId: id('channel') })
export const CreateChannel = z.strictObject({ name: facts.name, agentId: facts.agentId.default(null) })
export const ChangeChannel = ChannelRef.extend({
  name: facts.name.optional(),
  agentId: facts.agentId.optional(),
  isClosed: z.boolean().optional(),
})

const outsideId = z.string().trim().min(1).max(200)

export const ReceiveChannelMessage = ChannelRef.extend({
  messageId: outsideId.describe('What the outside system calls the message; a repeat is the same message.'),
  personId: outsideId.describe('What it calls whoever wrote it.'),
  personName: z.string().trim().max(100).default(''),
  threadId: outsideId.optional().describe('A conversation each; by person when left out.'),
  text: z.string().max(100_000).default(''),
  files: z
    .array(
      z.strictObject({
        name: z.string().min(1).max(255),
        content: z.base64().min(1).describe('Its bytes; all of the body has at most 4 MiB.'),
      }),
    )
    .max(10)
    .default([]),
  isAutomatic: z
    .boolean()
    .default(false)
    .describe('Whether a program wrote it, such as an out-of-office notice. Those are not taken.'),
})

export const ReceivedChannelMessage = z
  .object({
    outcome: z
      .enum(['taken', 'known', 'ignored'])
      .describe(
        '`known`: it was taken before. `ignored`: it was automatic, or it is an answer of ours come back.',
      ),
    conversationId: id('conversation').nullable(),
    messageId: id('message').nullable(),
  })
  .meta({ id: 'ReceivedChannelMessage' })
export type ReceivedChannelMessage = z.infer<typeof ReceivedChannelMessage>

export const AnswerState = z
  .enum(['sent', 'delivered', 'read', 'failed'])
  .describe('`sent`: the outside system has it. It never goes back, but from `failed`.')
export type AnswerState = z.infer<typeof AnswerState>

export const ReportAnswer = ChannelRef.extend({
  messageId: id('message').describe('The answer, as it was told.'),
  state: AnswerState.exclude(['sent']),
  detail: z.string().trim().max(300).default('').describe('Why it failed, for operators.'),
  outsideId: outsideId
    .optional()
    .describe('What the outside system calls the answer, so that it is known when it comes back.'),
})

export const ListAnswerStates = ConversationRef
/** Where a conversation goes on outside, and how far its newest answers came. */
export const AnswerStates = z
  .object({
    channel: z
      .object({ id: id('channel'), name: z.string() })
      .nullable()
      .describe('Null where it is ours.'),
    items: z.array(
      z.object({
        messageId: id('message'),
        saidAt: Instant.describe('When the answer was given.'),
        state: AnswerState,
        detail: z.string(),
        at: Instant.describe('Since when it stands so.'),
      }),
    ),
    shortened: z
      .array(id('message'))
      .describe('Of the newest messages, those that came by mail and show less of it than there is.'),
  })
  .meta({ id: 'AnswerStates' })
export type AnswerStates = z.infer<typeof AnswerStates>
