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
  if (answers === 'stream') {
    const { description, part } = streams(shape)[name] ?? { description: 'The stream.', part: {} }
    const whole = output && { 'application/json': { schema: shape(shapesByName[output], 'output') } }
    const content = { ...whole, 'text/event-stream': { schema: part } }
    return { [name === 'message.send' ? '2XX' : 200]: { description, content }, ...failure(shape) }
  }
  return responses(useCase.output, shape, status)
}

function fileAnswers(name: string, shape: Shape): Json {
  const {
    content,
    description = 'The content of the file.',
    isRanged,
  } = files(shape)[name] ?? { content: {} }
  return {
    200: { description, content },
    ...(isRanged && { 206: { description: 'The range of bytes that `Range` asks for.', content } }),
  }
}

interface FileAnswer {
  /** By media type: its schema, or an empty object. */
  readonly content: Json
  readonly description?: string
  /** Whether `Range` requests are supported. */
  readonly isRanged?: boolean
}

const json = { 'application/json': {} }
const jsonOrMarkdown = { ...json, 'text/markdown': {} }

const files = (shape: Shape): Record<string, FileAnswer> => ({
  'file.download': { content: { 'application/octet-stream': {} }, isRanged: true },
  'file.show-thumbnail': { content: { 'image/webp': {} } },
  'message.read-aloud': { content: { 'audio/mpeg': {} } },
  'audit-log.export': {
    description: 'The entries, newest first.',
    content: {
      'text/csv': {},
      'application/json': { schema: { type: 'array', items: shape(shapes.AuditEntry, 'output') } },
    },
  },
  'conversation.export': { content: jsonOrMarkdown },
  'conversation.export-several': { content: jsonOrMarkdown },
  'conversation.export-all': { content: json },
  'contact.export': { content: json },
  'faq-entry.export': { content: { 'text/csv': {} } },
})

const streams = (shape: Shape): Record<string, { description: string; part: Json }> => {
  const completion = {
    description: 'The answer; with `Accept: text/event-stream`, its parts as they are written.',
    part: shape(shapes.CompletionStreamPart, 'output'),
  }
  const reply = shape(ReplyStreamPart, 'output')
  return {
    'message.send': {
      description:
        'The message is stored. As a stream: `accepted` with this object, then the parts of the reply.',
      part: reply,
    },
    'reply.follow': { description: 'The parts of the reply, ending with `reply-end`.', part: reply },
    'event.follow': {
      description:
        '`ready`, then `event`s; `reset` when the requested numbers are no longer stored; `typing` (without a number) when somebody starts or stops typing.',
      part: { anyOf: [shape(EventShape, 'output'), shape(shapes.Typing, 'output')] },
    },
    'completion.create': completion,
    'agent.try': completion,
    'inbox.draft-answer': completion,
  }
}
