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
  .describe('An id that the client chooses for this frame, such as `7`. The answer repeats it.')

/** What a client can send on the native WebSocket: one JSON object per frame. */
export const ClientFrame = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('authenticate'),
    ref,
    token: z.string().max(300).describe('An access token, API key or visitor session token.'),
    tenant: z
      .string()
      .max(100)
      .optional()
      .describe('Slug or id of the tenant to enter instead of your own. Only for platform admins.'),
  }),
  z.strictObject({ type: z.literal('message.send'), ref, message: SendMessage }),
  z.strictObject({
    type: z.literal('reply.follow'),
    ref,
    replyId: z.uuid(),
    after: z
      .string()
      .max(40)
      .optional()
      .describe('The cursor to resume from, such as `1.0.128`. Omitted: from the start.'),
  }),
  z.strictObject({ type: z.literal('reply.cancel'), ref, replyId: z.uuid() }),
  z.strictObject({
    type: z.literal('events.follow'),
    ref,
    after: z.int().min(0).optional().describe('The number of the last event seen. Omitted: only new events.'),
  }),
  z.strictObject({ type: z.literal('typing.tell'), ref, ...TellTyping.shape }),
  z.strictObject({ type: z.literal('ping'), ref }),
])
export type ClientFrame = z.infer<typeof ClientFrame>

/** What the server sends: answers by `ref`, and events and reply parts as they occur. */
export const ServerFrame = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('hello'),
    heartbeatMs: z.int().describe('The interval of heartbeats in milliseconds.'),
    authenticated: z
      .boolean()
      .describe(
        'Whether the connection is already authenticated, so that no `authenticate` frame is needed.',
      ),
  }),
  z.object({ type: z.literal('authenticated'), ref }),
  z.object({ type: z.literal('message.accepted'), ref, result: SentMessage }),
  z.object({ type: z.literal('done'), ref }),
  z.object({ type: z.literal('pong'), ref }),
  z.object({
    type: z.literal('fault'),
    ref: ref.nullable().describe('The `ref` of the frame that failed; null if it had none.'),
    problem: Problem,
  }),
  z.object({ type: z.literal('reply'), part: ReplyStreamPart }),
  z.object({
    type: z.literal('events.ready'),
    ref,
    number: z.int().describe('The number of the event after which the stream starts.'),
  }),
  z.object({
    type: z.literal('events.reset'),
    ref,
    number: z.int().describe('The number to continue from, after fetching the current state.'),
    reason: z.string().describe('`unknown-number` or `too-far-behind`.'),
  }),
  z.object({ type: z.literal('event'), event: EventShape }),
  z.object({ type: z.literal('typing'), typing: Typing }),
])
export type ServerFrame = z.infer<typeof ServerFrame>

/** Close codes of the native socket. */
export const closeCodes = {
  1001: 'The server is shutting down; reconnect after a moment and resume.',
  1007: 'A frame was not valid UTF-8.',
  1009: 'A frame was too large.',
  4400: 'A frame was invalid.',
  4401: 'Not authenticated within 5 seconds, or the credential expired or was revoked.',
  4408: 'The client did not answer a heartbeat.',
  4429: 'Too many frames.',
  4503: 'The client reads too slowly; reconnect and resume from the last cursor.',
} as const
