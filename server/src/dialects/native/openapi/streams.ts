import { EventShape, FollowEvents } from '#contract/events.ts'
import { ReplyStreamPart } from '#contract/reply-parts.ts'
import { Completion, CompletionStreamPart, CreateCompletion, TryAgent } from '#contract/shapes/completion.ts'
import { SendMessage, SentMessage } from '#contract/shapes/conversation.ts'
import { DraftAnswer } from '#contract/shapes/copilot.ts'
import { Typing } from '#contract/shapes/typing.ts'
import { eventStream, failure, fieldsOf, inQuery, type Operation } from './operation.ts'
import { type Json, type Shape, uuidParameter, withoutKeys } from './schema.ts'

const lastEventId = { name: 'Last-Event-ID', in: 'header', required: false, schema: { type: 'string' } }

/** What is told as it comes: answers, and what happens. */
export const streamOperations = (shape: Shape): Operation[] => [
  {
    method: 'POST',
    path: '/v1/conversations/:conversationId/messages',
    operation: {
      operationId: 'messageSend',
      summary: 'Send a message; with `Accept: text/event-stream`, follow its answer at once',
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
          description: 'Stored. As a stream: `accepted` with the same object, then the parts of the reply.',
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
      summary: 'Follow an answer from any cursor to its end',
      tags: ['replies'],
      parameters: [uuidParameter('replyId'), lastEventId, inQuery('after', { type: 'string' })],
      responses: {
        200: { description: 'Parts of the reply.', content: eventStream(shape(ReplyStreamPart, 'output')) },
        ...failure(shape),
      },
    },
  },
  {
    method: 'GET',
    path: '/v1/events',
    operation: {
      operationId: 'eventFollow',
      summary: 'Follow what happens, from any number on',
      tags: ['events'],
      parameters: [lastEventId, inQuery('after', fieldsOf(shape(FollowEvents, 'input')).after)],
      responses: {
        200: {
          description:
            '`ready`, then `event`; `reset` when numbers are gone; `typing` (without a number) when somebody begins to write or stops.',
          content: eventStream({ anyOf: [shape(EventShape, 'output'), shape(Typing, 'output')] }),
        },
        ...failure(shape),
      },
    },
  },
  ...completionOperations(shape),
]

/** Answers that nobody stores: in one piece, or as they are written. */
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
          description: 'The answer; with `Accept: text/event-stream`, its parts as they come.',
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
        summary: 'Let an agent answer a conversation that you keep',
        parameters: [uuidParameter('agentId')],
      },
    ),
    completion('/v1/agents/try', shape(TryAgent, 'input'), {
      operationId: 'agentTry',
      summary: 'Try an agent before it is saved',
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
