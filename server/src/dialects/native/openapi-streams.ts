import { AuditEntry, ExportAuditLog } from '#contract/shapes/audit.ts'
import { EventShape, FollowEvents } from '#contract/events.ts'
import { ReplyStreamPart } from '#contract/reply-parts.ts'
import { Completion, CompletionStreamPart, CreateCompletion, TryAgent } from '#contract/shapes/completion.ts'
import { DraftAnswer } from '#contract/shapes/copilot.ts'
import { ExportConversation, ExportSeveral, SendMessage, SentMessage } from '#contract/shapes/conversation.ts'
import { Typing } from '#contract/shapes/typing.ts'
import { ReceivedMail } from '#contract/shapes/email-channel.ts'
import { File } from '#contract/shapes/file.ts'
import { type Json, responses, type Shape, uuidParameter, withoutKeys } from './openapi-schema.ts'

const eventStream = (schema: Json) => ({ 'text/event-stream': { schema } })

/** An answer that nobody stores: in one piece, or as it is written. */
const completionOperation = (
  shape: Shape,
  { path, input, ...facts }: { path: string; input: Json } & Record<string, unknown>,
) => ({
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
      default: responses(null, shape).default,
    },
  },
})

/** A mail that a mail service brings, with the secret of its channel as a bearer token or as a password, and signed where it asks. */
const mailOperation = (shape: Shape) => ({
  method: 'POST',
  path: '/v1/mail/:tenantId/:channelId',
  operation: {
    operationId: 'mailReceive',
    summary: 'Bring a mail that came to the address of a channel',
    tags: ['channels'],
    security: [],
    parameters: [uuidParameter('tenantId'), uuidParameter('channelId')],
    requestBody: {
      required: true,
      content: { 'message/rfc822': {}, 'multipart/form-data': { schema: { type: 'object' } } },
    },
    responses: {
      200: {
        description: 'What came of it. A repeat is known by its Message-ID.',
        content: { 'application/json': { schema: shape(ReceivedMail, 'output') } },
      },
      default: responses(null, shape).default,
    },
  },
})

/** Streams and uploads, which are more than a call and its answer. */
export function streamOperations(shape: Shape): { method: string; path: string; operation: Json }[] {
  const failure = responses(null, shape).default
  const lastEventId = { name: 'Last-Event-ID', in: 'header', required: false, schema: { type: 'string' } }
  return [
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
          default: failure,
        },
      },
    },
    completionOperation(shape, {
      path: '/v1/agents/:agentId/completions',
      operationId: 'completionCreate',
      summary: 'Let an agent answer a conversation that you keep',
      parameters: [uuidParameter('agentId')],
      input: withoutKeys(shape(CreateCompletion, 'input'), ['agentId']),
    }),
    completionOperation(shape, {
      path: '/v1/agents/try',
      operationId: 'agentTry',
      summary: 'Try an agent before it is saved',
      parameters: [],
      input: shape(TryAgent, 'input'),
    }),
    completionOperation(shape, {
      path: '/v1/desk/conversations/:conversationId/draft',
      operationId: 'deskDraftAnswer',
      summary: 'Draft an answer for whoever works at the desk',
      parameters: [uuidParameter('conversationId')],
      input: withoutKeys(shape(DraftAnswer, 'input'), ['conversationId']),
    }),
    {
      method: 'GET',
      path: '/v1/replies/:replyId/stream',
      operation: {
        operationId: 'replyFollow',
        summary: 'Follow an answer from any position to its end',
        tags: ['replies'],
        parameters: [
          uuidParameter('replyId'),
          lastEventId,
          { name: 'after', in: 'query', schema: { type: 'string' } },
        ],
        responses: {
          200: { description: 'Parts of the reply.', content: eventStream(shape(ReplyStreamPart, 'output')) },
          default: failure,
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
        parameters: [
          lastEventId,
          {
            name: 'after',
            in: 'query',
            schema: ((shape(FollowEvents, 'input').properties ?? {}) as Json).after,
          },
        ],
        responses: {
          200: {
            description:
              '`ready`, then `event`; `reset` when numbers are gone; `typing` (without a number) when somebody begins to write or stops.',
            content: eventStream({ anyOf: [shape(EventShape, 'output'), shape(Typing, 'output')] }),
          },
          default: failure,
        },
      },
    },
    {
      method: 'GET',
      path: '/v1/audit-log/export',
      operation: {
        operationId: 'auditLogExport',
        summary: 'Read all of the audit log, as a file',
        tags: ['audit-log'],
        parameters: Object.entries((shape(ExportAuditLog, 'input').properties ?? {}) as Json).map(
          ([name, schema]) => ({ name, in: 'query', required: false, schema }),
        ),
        responses: {
          200: {
            description: 'The entries, the newest first.',
            content: {
              'text/csv': {},
              'application/json': { schema: { type: 'array', items: shape(AuditEntry, 'output') } },
            },
          },
          default: failure,
        },
      },
    },
    {
      method: 'POST',
      path: '/v1/files',
      operation: {
        operationId: 'fileUpload',
        summary: 'Upload a file',
        tags: ['files'],
        requestBody: {
          required: true,
          content: {
            'multipart/form-data': {
              schema: {
                type: 'object',
                required: ['file'],
                properties: { file: { type: 'string', format: 'binary' } },
              },
            },
          },
        },
        responses: {
          201: { description: 'Stored.', content: { 'application/json': { schema: shape(File, 'output') } } },
          default: failure,
        },
      },
    },
    mailOperation(shape),
    {
      method: 'GET',
      path: '/v1/conversations/:conversationId/export',
      operation: {
        operationId: 'conversationExport',
        summary: 'Download a conversation',
        tags: ['conversations'],
        parameters: [
          uuidParameter('conversationId'),
          {
            name: 'format',
            in: 'query',
            schema: ((shape(ExportConversation, 'input').properties ?? {}) as Json).format,
          },
        ],
        responses: {
          200: { description: 'The file.', content: { 'application/json': {}, 'text/markdown': {} } },
          default: failure,
        },
      },
    },
    {
      method: 'GET',
      path: '/v1/contacts/:contactId/export',
      operation: {
        operationId: 'contactExport',
        summary: 'Download everything that is held about a person',
        tags: ['contacts'],
        parameters: [uuidParameter('contactId')],
        responses: {
          200: { description: 'The file.', content: { 'application/json': {} } },
          default: failure,
        },
      },
    },
    {
      method: 'GET',
      path: '/v1/sources/:sourceId/pairs/export',
      operation: {
        operationId: 'pairExport',
        summary: 'Download all questions of a source with their answers',
        tags: ['pairs'],
        parameters: [uuidParameter('sourceId')],
        responses: { 200: { description: 'The file.', content: { 'text/csv': {} } }, default: failure },
      },
    },
    {
      method: 'POST',
      path: '/v1/conversations/export',
      operation: {
        operationId: 'conversationExportSeveral',
        summary: 'Download chosen conversations as one file',
        tags: ['conversations'],
        requestBody: {
          required: true,
          content: { 'application/json': { schema: shape(ExportSeveral, 'input') } },
        },
        responses: {
          200: { description: 'The file.', content: { 'application/json': {}, 'text/markdown': {} } },
          default: failure,
        },
      },
    },
    {
      method: 'GET',
      path: '/v1/export',
      operation: {
        operationId: 'conversationExportAll',
        summary: "Download all of one's own conversations",
        tags: ['conversations'],
        responses: {
          200: { description: 'The file.', content: { 'application/json': {} } },
          default: failure,
        },
      },
    },
    {
      method: 'GET',
      path: '/v1/files/:fileId/content',
      operation: {
        operationId: 'fileDownload',
        summary: 'Read the bytes of a file',
        tags: ['files'],
        parameters: [uuidParameter('fileId')],
        responses: {
          200: { description: 'The bytes.', content: { 'application/octet-stream': {} } },
          206: {
            description: 'Some of them, as `Range` asks for.',
            content: { 'application/octet-stream': {} },
          },
          default: failure,
        },
      },
    },
    {
      method: 'GET',
      path: '/v1/files/:fileId/thumbnail',
      operation: {
        operationId: 'fileShowThumbnail',
        summary: 'Read a picture small, as WebP',
        tags: ['files'],
        parameters: [uuidParameter('fileId')],
        responses: {
          200: { description: 'The bytes.', content: { 'image/webp': {} } },
          default: failure,
        },
      },
    },
    {
      method: 'POST',
      path: '/v1/messages/:messageId/speech',
      operation: {
        operationId: 'messageReadAloud',
        summary: 'Have an answer read aloud, as MP3',
        tags: ['messages'],
        parameters: [uuidParameter('messageId')],
        responses: {
          200: { description: 'The bytes.', content: { 'audio/mpeg': {} } },
          default: failure,
        },
      },
    },
    {
      method: 'GET',
      path: '/v1/linked-files/:fileId',
      operation: {
        operationId: 'fileOpenLink',
        summary: 'Read the bytes of a file by an address that was made for it',
        tags: ['files'],
        security: [],
        parameters: [
          uuidParameter('fileId'),
          ...['tenantId', 'form', 'until', 'signature'].map((name) => ({
            name,
            in: 'query',
            required: true,
            schema: { type: 'string' },
          })),
        ],
        responses: {
          200: { description: 'The bytes.', content: { 'application/octet-stream': {} } },
          206: {
            description: 'Some of them, as `Range` asks for.',
            content: { 'application/octet-stream': {} },
          },
          default: failure,
        },
      },
    },
    {
      method: 'GET',
      path: '/shared/:token/files/:fileId',
      operation: {
        operationId: 'sharedFileOpen',
        summary: 'Read the bytes of a file in a conversation that was shared by a link',
        tags: ['files'],
        security: [],
        parameters: [
          { name: 'token', in: 'path', required: true, schema: { type: 'string' } },
          uuidParameter('fileId'),
        ],
        responses: {
          200: { description: 'The bytes.', content: { 'application/octet-stream': {} } },
          206: {
            description: 'Some of them, as `Range` asks for.',
            content: { 'application/octet-stream': {} },
          },
          default: failure,
        },
      },
    },
  ]
}
