import { z } from 'zod'
import { Instant, id } from '../ids.ts'
import { ConversationRef } from './conversation.ts'

const facts = {
  name: z.string().trim().min(1).max(80),
  agentId: id('agent')
    .nullable()
    .describe("The agent that answers new conversations of the channel; null: the tenant's first agent."),
}

export const Channel = z
  .object({
    id: id('channel'),
    kind: z
      .enum(['api', 'email'])
      .describe(
        '`api`: an external system posts messages through this API; `email`: people write to an email address.',
      ),
    ...facts,
    isClosed: z.boolean().describe('Whether the channel is closed: it accepts no messages.'),
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
  isClosed: z.boolean().optional().describe('Whether the channel is closed: it accepts no messages.'),
})

const outsideId = z.string().trim().min(1).max(200)

export const ReceiveChannelMessage = ChannelRef.extend({
  messageId: outsideId.describe(
    'The id of the message in the external system. A message with a known id is not added again.',
  ),
  personId: outsideId.describe('The id of the author in the external system, for example a phone number.'),
  personName: z
    .string()
    .trim()
    .max(100)
    .default('')
    .describe('The display name of the author; empty if unknown.'),
  threadId: outsideId
    .optional()
    .describe(
      'The id of the thread in the external system. Each thread is one conversation. Omitted: one conversation for each person.',
    ),
  text: z.string().max(100_000).default(''),
  files: z
    .array(
      z.strictObject({
        name: z.string().min(1).max(255),
        content: z
          .base64()
          .min(1)
          .describe('The bytes of the file, in base64. The whole request body has at most 4 MiB.'),
      }),
    )
    .max(10)
    .default([])
    .describe('Files that the person sent with the message.'),
  isAutomatic: z
    .boolean()
    .default(false)
    .describe(
      'Whether a program wrote the message, for example an out-of-office notice. Such messages are ignored.',
    ),
})

export const ReceivedChannelMessage = z
  .object({
    outcome: z
      .enum(['taken', 'known', 'ignored'])
      .describe(
        '`taken`: the message was added. `known`: it had been added before. `ignored`: it was automatic, or an answer from Parley that came back.',
      ),
    conversationId: id('conversation')
      .nullable()
      .describe('The conversation it belongs to; null if ignored.'),
    messageId: id('message').nullable().describe('The message in Parley; null if ignored.'),
  })
  .meta({ id: 'ReceivedChannelMessage' })
export type ReceivedChannelMessage = z.infer<typeof ReceivedChannelMessage>

export const AnswerState = z
  .enum(['sent', 'delivered', 'read', 'failed'])
  .describe(
    'How far an answer came in the external system. `sent`: it was handed over. A state never goes back; only `failed` can be followed by any other.',
  )
export type AnswerState = z.infer<typeof AnswerState>

export const ReportAnswer = ChannelRef.extend({
  messageId: id('message').describe('The `messageId` of the answer, from the `channel.answered` event.'),
  state: AnswerState.exclude(['sent']),
  detail: z.string().trim().max(300).default('').describe('Why delivery failed, shown to operators.'),
  outsideId: outsideId
    .optional()
    .describe('The id of the answer in the external system. An incoming message with this id is ignored.'),
})

export const ListAnswerStates = ConversationRef
/** The channel of a conversation, and the delivery states of its newest answers. */
export const AnswerStates = z
  .object({
    channel: z
      .object({ id: id('channel'), name: z.string() })
      .nullable()
      .describe('The channel of the conversation; null if it has none.'),
    items: z.array(
      z.object({
        messageId: id('message'),
        saidAt: Instant.describe('When the answer was written.'),
        state: AnswerState,
        detail: z.string().describe('Why delivery failed; empty if it did not.'),
        at: Instant.describe('When the answer reached this state.'),
      }),
    ),
    shortened: z
      .array(id('message'))
      .describe('Those of the newest messages that came by email and show only a part of it.'),
  })
  .meta({ id: 'AnswerStates' })
export type AnswerStates = z.infer<typeof AnswerStates>
