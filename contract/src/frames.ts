import { z } from 'zod'
import { Problem } from './error-codes.ts'
import { EventShape } from './events.ts'
import { SendMessage, SentMessage } from './shapes/conversation.ts'
import { TellTyping, Typing } from './shapes/typing.ts'
import { ReplyStreamPart } from './reply-parts.ts'

const ref = z
  .string()
  .min(1)
  .max(100)
  .describe("The client's own number for this frame; the answer carries it.")

/** What a client may write on the native socket: one JSON object a frame. */
export const ClientFrame = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('authenticate'),
    ref,
    token: z.string().max(300),
    tenant: z
      .string()
      .max(100)
      .optional()
      .describe("Slug or id of a tenant to enter instead of one's own; for platform admins."),
  }),
  z.strictObject({ type: z.literal('message.send'), ref, message: SendMessage }),
  z.strictObject({
    type: z.literal('reply.follow'),
    ref,
    replyId: z.uuid(),
    after: z.string().max(40).optional(),
  }),
  z.strictObject({ type: z.literal('reply.cancel'), ref, replyId: z.uuid() }),
  z.strictObject({ type: z.literal('events.follow'), ref, after: z.int().min(0).optional() }),
  z.strictObject({ type: z.literal('typing.tell'), ref, ...TellTyping.shape }),
  z.strictObject({ type: z.literal('ping'), ref }),
])
export type ClientFrame = z.infer<typeof ClientFrame>

/** What the server writes: answers by `ref`, then events and reply parts as they come. */
export const ServerFrame = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hello'), heartbeatMs: z.int(), authenticated: z.boolean() }),
  z.object({ type: z.literal('authenticated'), ref }),
  z.object({ type: z.literal('message.accepted'), ref, result: SentMessage }),
  z.object({ type: z.literal('done'), ref }),
  z.object({ type: z.literal('pong'), ref }),
  z.object({ type: z.literal('fault'), ref: ref.nullable(), problem: Problem }),
  z.object({ type: z.literal('reply'), part: ReplyStreamPart }),
  z.object({ type: z.literal('events.ready'), ref, number: z.int() }),
  z.object({ type: z.literal('events.reset'), ref, number: z.int(), reason: z.string() }),
  z.object({ type: z.literal('event'), event: EventShape }),
  z.object({ type: z.literal('typing'), typing: Typing }),
])
export type ServerFrame = z.infer<typeof ServerFrame>

/** Close codes of the native socket. */
export const closeCodes = {
  1001: 'The server is going away; reconnect after a moment and resume.',
  1007: 'A frame was not valid UTF-8.',
  1009: 'A frame was too large.',
  4400: 'A frame was not understood.',
  4401: 'Not authenticated within 5 seconds, or the credential ended.',
  4408: 'No heartbeat came back.',
  4429: 'Too many frames.',
  4503: 'Too slow a reader; reconnect and resume from the last cursor.',
} as const
