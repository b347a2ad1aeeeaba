import { EventShape, FollowEvents } from '#contract/events.ts'
import { ReplyStreamPart } from '#contract/reply-parts.ts'
import { Completion, CompletionStreamPart, CreateCompletion, TryAgent } from '#contract/shapes/completion.ts'
import { SendMessage, SentMessage } from '#contract/shapes/conversation.ts'
import { DraftAnswer } from '#contract/shapes/copilot.ts'
import { Typing } from '#contract/shapes/typing.ts'
import { eventStream, failure, fieldsOf, inQuery, type Operation } from './operation.ts'
import { type Json, type Shape, uuidParameter, withoutKeys } from './schema.ts'

const lastEventId = { name: 'Last-Event-ID', in: 'header', required: false, schema: { type: 'string' } }

/** The streams: replies, completions and events. */
export const streamOperations = (shape: Shape): Operation[] => [
  {
    method: 'POST',
    path: '/v1/conversations/:conversationId/messages',
    operation: {
      operationId: 'messageSend',
      summary: 'Send a message; with `Accept: text/event-stream`, stream the reply',
      tags: ['conversations'],
      parameters: [uuidParameter('conversationId')],
      requestBody: {
        required: true,
        content: {
          'application/json': { schema: withoutKeys(shape(SendMessage, 'input'), ['conversationId']) },
        },
      },
      responses: {
        '2XX': {
          description:
            'The message is stored. As a stream: `accepted` with this object, then the parts of the reply.',
          content: {
            'application/json': { schema: shape(SentMessage, 'output') },
            ...eventStream(shape(ReplyStreamPart, 'output')),
          },
        },
        ...failure(shape),
      },
    },
  },
  {
    method: 'GET',
    path: '/v1/replies/:replyId/stream',
    operation: {
      operationId: 'replyFollow',
      summary: 'Stream a reply from a cursor to its end',
      tags: ['replies'],
      parameters: [uuidParameter('replyId'), lastEventId, inQuery('after', { type: 'string' })],
      responses: {
        200: {
          description: 'The parts of the reply, ending with `reply-end`.',
          content: eventStream(shape(ReplyStreamPart, 'output')),
        },
        ...failure(shape),
      },
    },
  },
  {
    method: 'GET',
    path: '/v1/events',
    operation: {
      operationId: 'eventFollow',
      summary: 'Stream events from a given number on',
      tags: ['events'],
      parameters: [lastEventId, inQuery('after', fieldsOf(shape(FollowEvents, 'input')).after)],
      responses: {
        200: {
          description:
            '`ready`, then `event`s; `reset` when the requested numbers are no longer stored; `typing` (without a number) when somebody starts or stops typing.',
          content: eventStream({ anyOf: [shape(EventShape, 'output'), shape(Typing, 'output')] }),
        },
        ...failure(shape),
      },
    },
  },
  ...completionOperations(shape),
]

/** Completions, which are not stored: as one JSON answer, or streamed. */
function completionOperations(shape: Shape): Operation[] {
  const completion = (path: string, input: Json, facts: Json): Operation => ({
    method: 'POST',
    path,
    operation: {
      ...facts,
      tags: ['completions'],
      requestBody: { required: true, content: { 'application/json': { schema: input } } },
      responses: {
        200: {
          description: 'The answer; with `Accept: text/event-stream`, its parts as they are written.',
          content: {
            'application/json': { schema: shape(Completion, 'output') },
            ...eventStream(shape(CompletionStreamPart, 'output')),
          },
        },
        ...failure(shape),
      },
    },
  })
  return [
    completion(
      '/v1/agents/:agentId/completions',
      withoutKeys(shape(CreateCompletion, 'input'), ['agentId']),
      {
        operationId: 'completionCreate',
        summary: 'Create a completion: an agent answers a conversation that you store yourself',
        parameters: [uuidParameter('agentId')],
      },
    ),
    completion('/v1/agents/try', shape(TryAgent, 'input'), {
      operationId: 'agentTry',
      summary: 'Test an agent before saving it',
      parameters: [],
    }),
    completion(
      '/v1/inbox/conversations/:conversationId/draft',
      withoutKeys(shape(DraftAnswer, 'input'), ['conversationId']),
      {
        operationId: 'inboxDraftAnswer',
        summary: 'Draft an answer for an operator',
        parameters: [uuidParameter('conversationId')],
      },
    ),
  ]
}
