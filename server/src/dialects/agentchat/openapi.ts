import { z } from 'zod'
import { Answer, Deleted, Entry, Session, TextMessage } from './shapes.ts'

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })
const listOf = (name: string) => ({ type: 'array', items: ref(name) })
const json = (schema: object) => ({ content: { 'application/json': { schema } } })
const integer = (name: string, bounds: object) => ({
  name,
  in: 'query',
  required: false,
  schema: { type: 'integer', ...bounds },
})
const page = (standard: number, maximum: number) => [
  integer('limit', { minimum: 1, maximum, default: standard }),
  integer('offset', { minimum: 0, default: 0 }),
]
const session = { name: 'session_id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }
const message = { required: true, ...json(ref('TextMessage')) }

interface Takes {
  parameters?: object[]
  requestBody?: object
}

/** `path` and the method, the name of the function in their code, its purpose, parameters and response. */
type Line = [
  path: string,
  method: 'get' | 'post' | 'delete',
  name: string,
  summary: string,
  Takes,
  answer: object,
]

const SESSION = '/api/sessions/{session_id}'
const lines: readonly Line[] = [
  ['/api/sessions', 'get', 'list_sessions', '获取会话列表', { parameters: page(10, 100) }, listOf('Session')],
  ['/api/sessions', 'post', 'create_session', '创建新会话', {}, ref('Session')],
  [SESSION, 'get', 'get_session', '获取会话详情', { parameters: [session] }, ref('Session')],
  [SESSION, 'delete', 'delete_session', '删除会话', { parameters: [session] }, ref('Deleted')],
  [
    `${SESSION}/history`,
    'get',
    'get_history',
    '获取会话历史记录',
    { parameters: [session, ...page(100, 1000)] },
    listOf('Entry'),
  ],
  [
    `${SESSION}/chat`,
    'post',
    'chat',
    '发送消息并获取回复',
    { parameters: [session], requestBody: message },
    ref('Answer'),
  ],
  ['/history', 'get', 'history', '获取最新会话的历史记录', {}, listOf('Entry')],
  ['/chat', 'post', 'legacy_chat', '在最新会话中发送消息', { requestBody: message }, ref('Answer')],
]

const describe = ([path, method, name, summary, takes, answer]: Line) => ({
  tags: [path.startsWith('/api/') ? '会话管理' : '旧版API'],
  summary,
  // As FastAPI derives it from the function's name.
  operationId: `${name}${path}`.replace(/\W/g, '_').concat(`_${method}`),
  ...takes,
  responses: {
    200: { description: 'Successful Response', ...json(answer) },
    ...(Object.keys(takes).length > 0 && {
      422: { description: 'Validation Error', ...json(ref('HTTPValidationError')) },
    }),
  },
})

const ValidationError = z.object({
  loc: z.array(z.union([z.string(), z.int()])),
  msg: z.string(),
  type: z.string(),
  input: z.unknown(),
})
const HTTPValidationError = z.object({ detail: z.array(ValidationError) })
const shapes = { TextMessage, Session, Entry, Answer, Deleted, HTTPValidationError, ValidationError }

const schemaOf = ([name, shape]: [string, z.ZodType]) => {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, { io: name === 'TextMessage' ? 'input' : 'output' })
  return [name, schema] as const
}

/** The API as FastAPI would describe it, at its mounted path. */
export function openApiDocument(prefix: string) {
  const paths: Record<string, Record<string, ReturnType<typeof describe>>> = {}
  for (const line of lines) paths[line[0]] = { ...paths[line[0]], [line[1]]: describe(line) }
  return {
    openapi: '3.1.0',
    info: { title: '智能体聊天API', version: '0.2.5' },
    ...(prefix !== '' && { servers: [{ url: prefix }] }),
    paths,
    components: { schemas: Object.fromEntries(Object.entries(shapes).map(schemaOf)) },
  }
}
export type OpenApiDocument = ReturnType<typeof openApiDocument>
