import type { Route } from '#contract/route.ts'
import { EventShape } from '#contract/events.ts'
import { ReplyStreamPart } from '#contract/reply-parts.ts'
import * as shapes from '#contract/shapes.ts'
import type { UseCase } from '#kernel/use-case.ts'
import { failure, type Json, responses, type Shape } from './schema.ts'

const shapesByName = { ...shapes }

/** What an endpoint answers: JSON or nothing, a file, or a stream. */
export function answersOf({ name, answers, output, status }: Route, useCase: UseCase, shape: Shape): Json {
  if (answers === 'file') return { ...fileAnswers(name, shape), ...failure(shape) }
  if (answers === 'stream') return { ...streamAnswers(name, output, shape), ...failure(shape) }
  return responses(useCase.output, shape, status)
}

function fileAnswers(name: string, shape: Shape): Json {
  const {
    content: contentIn = nothing,
    description = 'The content of the file.',
    isRanged,
  } = files[name] ?? {}
  const content = contentIn(shape)
  return {
    200: { description, content },
    ...(isRanged && { 206: { description: 'The range of bytes that `Range` asks for.', content } }),
  }
}

function streamAnswers(name: string, output: Route['output'], shape: Shape): Json {
  const { status = '200', description = 'The stream.', part = nothing } = streams[name] ?? {}
  const whole = output && { 'application/json': { schema: shape(shapesByName[output], 'output') } }
  return { [status]: { description, content: { ...whole, 'text/event-stream': { schema: part(shape) } } } }
}

/** Written when it is asked for, since writing a shape takes time. */
type Written = (shape: Shape) => Json

interface FileAnswer {
  /** By media type: its schema, or an empty object. */
  readonly content: Written
  readonly description?: string
  /** Whether `Range` requests are supported. */
  readonly isRanged?: boolean
}

interface StreamAnswer {
  readonly status?: string
  readonly description: string
  readonly part: Written
}

const nothing: Written = () => ({})
const json: Written = () => ({ 'application/json': {} })
const jsonOrMarkdown: Written = () => ({ 'application/json': {}, 'text/markdown': {} })

const files: Record<string, FileAnswer> = {
  'file.download': { content: () => ({ 'application/octet-stream': {} }), isRanged: true },
  'file.show-thumbnail': { content: () => ({ 'image/webp': {} }) },
  'message.read-aloud': { content: () => ({ 'audio/mpeg': {} }) },
  'audit-log.export': {
    description: 'The entries, newest first.',
    content: (shape) => ({
      'text/csv': {},
      'application/json': { schema: { type: 'array', items: shape(shapes.AuditEntry, 'output') } },
    }),
  },
  'conversation.export': { content: jsonOrMarkdown },
  'conversation.export-several': { content: jsonOrMarkdown },
  'conversation.export-all': { content: json },
  'contact.export': { content: json },
  'faq-entry.export': { content: () => ({ 'text/csv': {} }) },
}

const completion: StreamAnswer = {
  description: 'The answer; with `Accept: text/event-stream`, its parts as they are written.',
  part: (shape) => shape(shapes.CompletionStreamPart, 'output'),
}
const replyPart: Written = (shape) => shape(ReplyStreamPart, 'output')

const streams: Record<string, StreamAnswer> = {
  'message.send': {
    status: '2XX',
    description:
      'The message is stored. As a stream: `accepted` with this object, then the parts of the reply.',
    part: replyPart,
  },
  'reply.follow': { description: 'The parts of the reply, ending with `reply-end`.', part: replyPart },
  'event.follow': {
    description:
      '`ready`, then `event`s; `reset` when the requested numbers are no longer stored; `typing` (without a number) when somebody starts or stops typing.',
    part: (shape) => ({ anyOf: [shape(EventShape, 'output'), shape(shapes.Typing, 'output')] }),
  },
  'completion.create': completion,
  'agent.try': completion,
  'inbox.draft-answer': completion,
}
