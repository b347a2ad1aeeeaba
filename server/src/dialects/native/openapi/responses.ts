import { z } from 'zod'
import type { ZodOpenApiContentObject, ZodOpenApiResponsesObject } from 'zod-openapi'
import { Problem } from '#contract/error-codes.ts'
import { EventShape } from '#contract/events.ts'
import { ReplyStreamPart } from '#contract/reply-parts.ts'
import type { Route } from '#contract/route.ts'
import * as shapes from '#contract/shapes.ts'
import type { UseCase } from '#kernel/use-case.ts'

const shapesByName = { ...shapes }

/** The responses of an endpoint: JSON or nothing, a file, or a stream; and the error that every endpoint may have. */
export function responsesOf(route: Route, useCase: UseCase): ZodOpenApiResponsesObject {
  if (route.answers === 'file') return { ...fileResponses(route.name), ...failure }
  if (route.answers === 'stream') return { ...streamResponse(route), ...failure }
  return { ...jsonResponse(route, useCase), ...failure }
}

export const failure: ZodOpenApiResponsesObject = {
  default: {
    description: 'An error: RFC 9457 problem details with a code from the closed list.',
    content: { 'application/problem+json': { schema: Problem } },
  },
}

function jsonResponse({ status }: Route, { output }: UseCase): ZodOpenApiResponsesObject {
  if (output === null || output instanceof z.ZodNull)
    return { 204: { description: 'Success, without a body.' } }
  const response = { description: 'Success.', content: { 'application/json': { schema: output } } }
  return status === 201 ? { 201: response } : { 200: response }
}

function fileResponses(name: string): ZodOpenApiResponsesObject {
  const { content = {}, description = 'The content of the file.', isRanged } = files[name] ?? {}
  return {
    200: { description, content },
    ...(isRanged && { 206: { description: 'The range of bytes that `Range` requests.', content } }),
  }
}

function streamResponse({ name, output }: Route): ZodOpenApiResponsesObject {
  const { status = '200', description = 'The stream.', part } = streams[name] ?? {}
  const whole = output && { 'application/json': { schema: shapesByName[output] } }
  return {
    [status]: { description, content: { ...whole, 'text/event-stream': part ? { schema: part } : {} } },
  }
}

interface FileResponse {
  readonly content: ZodOpenApiContentObject
  readonly description?: string
  /** Whether `Range` requests are supported. */
  readonly isRanged?: boolean
}

interface StreamResponse {
  readonly status?: '2XX'
  readonly description: string
  /** The data of one server-sent event. */
  readonly part: z.ZodType
}

const jsonOrMarkdown: FileResponse = { content: { 'application/json': {}, 'text/markdown': {} } }
const json: FileResponse = { content: { 'application/json': {} } }

const files: Readonly<Record<string, FileResponse>> = {
  'file.download': { content: { 'application/octet-stream': {} }, isRanged: true },
  'file.show-thumbnail': { content: { 'image/webp': {} } },
  'message.read-aloud': { content: { 'audio/mpeg': {} } },
  'audit-log.export': {
    description: 'The entries, newest first.',
    content: { 'text/csv': {}, 'application/json': { schema: z.array(shapes.AuditEntry) } },
  },
  'conversation.export': jsonOrMarkdown,
  'conversation.export-several': jsonOrMarkdown,
  'conversation.export-all': json,
  'contact.export': json,
  'faq-entry.export': { content: { 'text/csv': {} } },
}

const completion: StreamResponse = {
  description: 'The answer; with `Accept: text/event-stream`, its parts as they are written.',
  part: shapes.CompletionStreamPart,
}

const streams: Readonly<Record<string, StreamResponse>> = {
  'message.send': {
    status: '2XX',
    description:
      'The message is stored. As a stream: `accepted` with this object, then the parts of the reply.',
    part: ReplyStreamPart,
  },
  'reply.follow': { description: 'The parts of the reply, ending with `reply-end`.', part: ReplyStreamPart },
  'event.follow': {
    description:
      '`ready`, then `event`s; `reset` when the requested numbers are no longer stored; `typing` (without a number) when somebody starts or stops typing.',
    part: z.union([EventShape, shapes.Typing]),
  },
  'completion.create': completion,
  'agent.try': completion,
  'inbox.draft-answer': completion,
}
