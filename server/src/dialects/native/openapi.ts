import { z } from 'zod'
import { Problem } from '#contract/error-codes.ts'
import { EventShape, FollowEvents } from '#contract/events.ts'
import { ReplyStreamPart } from '#contract/reply-parts.ts'
import { SendMessage, SentMessage } from '#contract/shapes/conversation.ts'
import { File } from '#contract/shapes/file.ts'
import type { UseCase } from '#kernel/use-case.ts'
import { type Route, routes } from './routes.ts'

type Json = Record<string, unknown>

const uuidParameter = (name: string): Json => ({
  name,
  in: 'path',
  required: true,
  schema: { type: 'string', format: 'uuid' },
})

/** Our own API as an OpenAPI 3.1 document, from the same use-cases that serve it. */
export function openApiDocument(version: string): Json {
  const components: Json = {}
  const paths: Record<string, Json> = {}
  const add = (method: string, path: string, operation: Json) => {
    const template = path.replace(/:(\w+)/g, '{$1}')
    paths[template] = { ...paths[template], [method.toLowerCase()]: operation }
  }
  const shape = (type: z.ZodType, io: 'input' | 'output') => schemaOf(type, io, components)

  for (const route of routes) add(route.method, route.path, operationOf(route, shape))
  for (const { method, path, operation } of streams(shape)) add(method, path, operation)

  return {
    openapi: '3.1.0',
    info: {
      title: 'Parley',
      version,
      description: 'AI conversations: agents, sourced answers, people and many tenants.',
    },
    servers: [{ url: '/' }],
    security: [{ bearer: [] }],
    paths,
    components: {
      schemas: components,
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'An access token or an API key.' },
      },
    },
  }
}

type Shape = (type: z.ZodType, io: 'input' | 'output') => Json

function operationOf({ method, path, useCase, summary, status }: Route, shape: Shape): Json {
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name ?? '')
  const rest = withoutKeys(shape(useCase.input, 'input'), names)
  const hasBody = method === 'POST' || method === 'PATCH'
  const properties = (rest.properties ?? {}) as Record<string, Json>
  const hasFields = Object.keys(properties).length > 0
  const required = (rest.required ?? []) as string[]
  return {
    operationId: useCase.name.replace(/[.-](\w)/g, (_, letter: string) => letter.toUpperCase()),
    summary,
    tags: [tagOf(path)],
    ...(useCase.permission === 'public' && { security: [] }),
    parameters: [
      ...names.map(uuidParameter),
      ...(hasBody
        ? [
            {
              name: 'Idempotency-Key',
              in: 'header',
              required: false,
              schema: { type: 'string', maxLength: 200 },
            },
          ]
        : Object.entries(properties).map(([name, schema]) => ({
            name,
            in: 'query',
            required: required.includes(name),
            schema,
          }))),
    ],
    ...(hasBody &&
      hasFields && { requestBody: { required: true, content: { 'application/json': { schema: rest } } } }),
    responses: responses(useCase, shape, status),
  }
}

function responses({ output }: Pick<UseCase, 'output'>, shape: Shape, status = 200): Json {
  const isEmpty = output === null || output instanceof z.ZodNull
  return {
    ...(isEmpty
      ? { 204: { description: 'Done.' } }
      : {
          [status]: {
            description: 'Done.',
            content: { 'application/json': { schema: shape(output, 'output') } },
          },
        }),
    default: {
      description: 'It could not be done.',
      content: { 'application/problem+json': { schema: shape(Problem, 'output') } },
    },
  }
}

/** Streams and uploads, which are more than a call and its answer. */
function streams(shape: Shape): { method: string; path: string; operation: Json }[] {
  const eventStream = (schema: Json) => ({ 'text/event-stream': { schema } })
  const failure = (responses({ output: null }, shape) as Json).default
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
            description: '`ready`, then `event`; `reset` when numbers are gone.',
            content: eventStream(shape(EventShape, 'output')),
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
          default: failure,
        },
      },
    },
  ]
}

const tagOf = (path: string) => path.split('/')[2] ?? 'status'

const withoutKeys = (schema: Json, names: readonly string[]): Json => ({
  ...schema,
  properties: Object.fromEntries(
    Object.entries((schema.properties ?? {}) as Json).filter(([key]) => !names.includes(key)),
  ),
  required: ((schema.required ?? []) as string[]).filter((key) => !names.includes(key)),
})

/** A shape as JSON Schema. Shapes with an id move to the components, once. */
function schemaOf(type: z.ZodType, io: 'input' | 'output', components: Json): Json {
  const {
    $schema: _,
    $defs = {},
    ...schema
  } = z.toJSONSchema(type, {
    io,
    unrepresentable: 'any',
    reused: 'inline',
    override: ({ jsonSchema }) => {
      // Zod writes the bounds of safe integers; they tell a reader nothing.
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
    },
  }) as Json & { $defs?: Json }
  const moved = JSON.parse(
    JSON.stringify({ schema, $defs }).replaceAll('#/$defs/', '#/components/schemas/'),
  ) as {
    schema: Json
    $defs: Json
  }
  Object.assign(components, moved.$defs)
  const id = z.globalRegistry.get(type)?.id
  if (typeof id !== 'string') return moved.schema
  components[id] = moved.schema
  return { $ref: `#/components/schemas/${id}` }
}
