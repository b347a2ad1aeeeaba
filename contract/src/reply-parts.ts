import { z } from 'zod'
import { ReplyCode } from './error-codes.ts'
import { Cost } from './money.ts'
import { MessagePart } from './message-parts.ts'

export const ReplyState = z.enum(['queued', 'running', 'completed', 'failed', 'cancelled', 'interrupted'])
export type ReplyState = z.infer<typeof ReplyState>

/**
 * Where a reader stands in a reply: `attempt.part.offset`, the offset in UTF-16 units of that part's text.
 * It is a function of what was received, not of how it was cut into frames, so a reader can resume at any cursor.
 */
export const ReplyCursor = z.string().regex(/^\d{1,6}\.\d{1,6}\.\d{1,9}$/, 'expected attempt.part.offset')

/**
 * What an answer was made of. `model`: a language model wrote it. Without one: `documents`: quoted word for word;
 * `template`: small talk, or that the answer is not known; `limit`: only that a budget is used up.
 */
export const ReplyBasis = z.enum(['model', 'documents', 'template', 'limit'])
export type ReplyBasis = z.infer<typeof ReplyBasis>

export const ReplyUsage = z
  .object({
    model: z.string().nullable(),
    inputTokens: z.int().nullable(),
    outputTokens: z.int().nullable(),
    timeToFirstTokenMs: z.int().nullable(),
    durationMs: z.int().nullable(),
  })
  .meta({ id: 'ReplyUsage' })
export type ReplyUsage = z.infer<typeof ReplyUsage>

const at = { replyId: z.uuid(), cursor: ReplyCursor }

/** What there is of an answer, as it comes. */
export const ReplyGrowth = [
  z.object({ type: z.literal('text-delta'), ...at, part: z.int(), offset: z.int(), text: z.string() }),
  z.object({ type: z.literal('reasoning-delta'), ...at, part: z.int(), offset: z.int(), text: z.string() }),
  z.object({
    type: z.literal('part'),
    ...at,
    part: z.int(),
    value: MessagePart.describe('A part that arrives whole.'),
  }),
  z.object({ type: z.literal('waiting'), ...at, reason: z.string(), retryInMs: z.int().optional() }),
] as const

/** Always the last part. */
export const ReplyEnd = z.object({
  type: z.literal('reply-end'),
  ...at,
  state: ReplyState,
  code: ReplyCode.nullable().describe('Why it failed; one that begins with `model_` tells of its model.'),
  detail: z.string().nullable(),
  textLength: z.int(),
  textSha256: z
    .string()
    .describe('Hex digest of all text parts joined, so that a reader can check what it holds.'),
  usage: ReplyUsage,
  cost: Cost.nullable(),
})

/** What a reader of a reply receives, in order; `reply-end` is always last and always comes. */
export const ReplyStreamPart = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('reply-start'),
    ...at,
    conversationId: z.uuid(),
    messageId: z.uuid(),
    attempt: z.int(),
    state: ReplyState,
  }),
  z.object({
    type: z.literal('superseded'),
    ...at,
    attempt: z.int().describe('The attempt that follows. Text of the one before is void: clear it.'),
  }),
  ...ReplyGrowth,
  ReplyEnd,
])
export type ReplyStreamPart = z.infer<typeof ReplyStreamPart>
export type ReplyEnd = z.infer<typeof ReplyEnd>
