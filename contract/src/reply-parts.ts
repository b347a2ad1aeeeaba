import { z } from 'zod'
import { ReplyCode } from './error-codes.ts'
import { Cost } from './money.ts'
import { MessagePart } from './message-parts.ts'

export const ReplyState = z
  .enum(['queued', 'running', 'completed', 'failed', 'cancelled', 'interrupted'])
  .describe(
    '`queued`: it waits to start; `running`: it is being written; `completed`: it is finished; `failed`: an error ended it; `cancelled`: a person stopped it; `interrupted`: the server stopped while writing it.',
  )
export type ReplyState = z.infer<typeof ReplyState>

/**
 * How much of a reply a reader has: `attempt.part.offset`, with the offset in UTF-16 units of the text of the part.
 * It depends only on what was received, not on how it was split into frames, so a reader can resume at any cursor.
 */
export const ReplyCursor = z
  .string()
  .regex(/^\d{1,6}\.\d{1,6}\.\d{1,9}$/, 'expected attempt.part.offset')
  .describe('How much of the reply the reader has: `attempt.part.offset`, such as `1.0.128`. Resume with it.')

/**
 * What an answer was made from. `model`: a language model wrote it. Without a model: `documents`: quoted word for word;
 * `template`: small talk, or that the answer is unknown; `limit`: only a note that a budget is used up.
 */
export const ReplyBasis = z.enum(['model', 'documents', 'template', 'limit'])
export type ReplyBasis = z.infer<typeof ReplyBasis>

export const ReplyUsage = z
  .object({
    model: z.string().nullable().describe('The id of the model that answered; null if none did.'),
    inputTokens: z.int().nullable().describe('Number of input tokens; null if unknown.'),
    outputTokens: z.int().nullable().describe('Number of output tokens; null if unknown.'),
    timeToFirstTokenMs: z
      .int()
      .nullable()
      .describe('Milliseconds to the first token; null if there was none.'),
    durationMs: z.int().nullable().describe('Duration of the reply in milliseconds; null if unknown.'),
  })
  .meta({ id: 'ReplyUsage' })
export type ReplyUsage = z.infer<typeof ReplyUsage>

const at = { replyId: z.uuid(), cursor: ReplyCursor }
const part = z.int().describe('The index of the message part, starting at 0.')
const delta = {
  part,
  offset: z.int().describe('Where the text goes in the part, in UTF-16 units.'),
  text: z.string().describe('The text to append to the part.'),
}

/** The parts by which a reply grows. */
export const ReplyGrowth = [
  z.object({ type: z.literal('text-delta'), ...at, ...delta }),
  z.object({ type: z.literal('reasoning-delta'), ...at, ...delta }),
  z.object({
    type: z.literal('part'),
    ...at,
    part,
    value: MessagePart.describe('A message part that arrives complete.'),
  }),
  z.object({
    type: z.literal('waiting'),
    ...at,
    reason: z.string().describe('Why the reply waits, such as a rate limit of the provider.'),
    retryInMs: z.int().optional().describe('Milliseconds until the model is asked again; absent if unknown.'),
  }),
] as const

/** The last part of every reply. */
export const ReplyEnd = z.object({
  type: z.literal('reply-end'),
  ...at,
  state: ReplyState,
  code: ReplyCode.nullable().describe(
    'Why the reply failed; null if it did not. Codes that start with `model_` are failures of its model.',
  ),
  detail: z.string().nullable().describe('Why the reply failed, in words; null if it did not.'),
  textLength: z.int().describe('The length of all text parts together, in UTF-16 units.'),
  textSha256: z
    .string()
    .describe(
      'The SHA-256 of all text parts joined, in hexadecimal, so that a reader can verify what it received.',
    ),
  usage: ReplyUsage,
  cost: Cost.nullable(),
})

/** What a reader of a reply receives, in order. `reply-end` always comes, and always last. */
export const ReplyStreamPart = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('reply-start'),
    ...at,
    conversationId: z.uuid(),
    messageId: z.uuid(),
    attempt: z.int().describe('The number of the current attempt.'),
    state: ReplyState,
  }),
  z.object({
    type: z.literal('superseded'),
    ...at,
    attempt: z.int().describe('The number of the new attempt. Discard all text of the previous attempt.'),
  }),
  ...ReplyGrowth,
  ReplyEnd,
])
export type ReplyStreamPart = z.infer<typeof ReplyStreamPart>
export type ReplyEnd = z.infer<typeof ReplyEnd>
