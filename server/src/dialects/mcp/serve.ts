import {
  type CallToolResult,
  createMcpHandler,
  McpServer,
  ProtocolError,
  type Tool,
} from '@modelcontextprotocol/server'
import type { FastifyRequest } from 'fastify'
import { asFault, type Fault } from '#kernel/fault.ts'
import { logOf } from '#kernel/log-of.ts'
import type { Scope } from '#kernel/scope.ts'
import { dataOf, failedResult, rpcCodes } from './faults.ts'
import { type Offered, offered } from './offered.ts'
import { getCannedPrompt, listCannedPrompts } from './prompts.ts'
import { listDocumentResources, readDocumentResource, resourceTemplates } from './resources.ts'
import { inputSchemaOf } from './schemas.ts'

const INVALID_PARAMS = -32602
const RESULT_LENGTH_MAX = 400_000
const TOO_LONG = `A result can have at most ${RESULT_LENGTH_MAX.toLocaleString('en')} characters. Use a smaller limit.`

const INSTRUCTIONS = `Parley keeps agents, conversations and knowledge bases of one organisation.
Search what the organisation knows with knowledge_search. To ask one of its agents, open a conversation with
conversation_open and send a message with message_send, which waits for the answer. Ids are UUIDs from earlier results.`

/** Answers one call with the permissions of this scope. */
export function serve(scope: Scope, request: FastifyRequest, signal: AbortSignal): Promise<Response> {
  const handler = createMcpHandler(() => openServer(scope), {
    onerror: (error) => request.log.debug({ err: error }, 'A call over MCP was refused.'),
  })
  const headers = Object.entries(request.headers).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' && name !== 'authorization' && name !== 'x-api-key' ? [[name, value]] : [],
  )
  const asked = new Request(`http://${scope.tenantId}/mcp`, { method: 'POST', headers, signal })
  return handler.fetch(asked, { parsedBody: request.body })
}

/** A server for one request, that offers what this scope may do. */
function openServer(scope: Scope): McpServer {
  const readsDocuments = scope.actor.permissions.has('knowledge:read')
  const readsCanned = scope.actor.permissions.has('inbox:read')
  const { version } = scope.app.settings
  const mcp = new McpServer(
    { name: 'parley', title: 'Parley', version },
    {
      capabilities: {
        tools: {},
        ...(readsDocuments && { resources: {} }),
        ...(readsCanned && { prompts: {} }),
      },
      instructions: INSTRUCTIONS,
    },
  )
  const { server } = mcp
  server.setRequestHandler('tools/list', () => ({ tools: toolsOf(scope) }))
  server.setRequestHandler('tools/call', (request, { mcpReq }) => {
    const { name, arguments: input = {} } = request.params
    const tool = offered.get(name)
    if (!tool) throw new ProtocolError(INVALID_PARAMS, `There is no tool ${JSON.stringify(name)}.`)
    const token = mcpReq._meta?.progressToken
    return callTool(scope, tool, input, async (progress, message) => {
      if (token === undefined) return
      const params = { progressToken: token, progress, message }
      await mcpReq.notify({ method: 'notifications/progress', params })
    })
  })
  if (readsDocuments) {
    server.setRequestHandler('resources/list', ({ params }) =>
      told(scope, () => listDocumentResources(scope, params?.cursor)),
    )
    server.setRequestHandler('resources/templates/list', () => ({ resourceTemplates }))
    server.setRequestHandler('resources/read', ({ params }) =>
      told(scope, () => readDocumentResource(scope, params.uri)),
    )
  }
  if (readsCanned) {
    server.setRequestHandler('prompts/list', ({ params }) =>
      told(scope, () => listCannedPrompts(scope, params?.cursor)),
    )
    server.setRequestHandler('prompts/get', ({ params }) => told(scope, () => getCannedPrompt(scope, params)))
  }
  return mcp
}

/** Tools whose use-case this scope may call; others are not listed. */
const toolsOf = ({ actor }: Scope): Tool[] =>
  [...offered].flatMap(([name, { useCase, title, description, effect, shape }]) =>
    actor.permissions.has(useCase.permission)
      ? [
          {
            name,
            title,
            description,
            inputSchema: inputSchemaOf(shape) as Tool['inputSchema'],
            annotations: {
              title,
              readOnlyHint: effect === 'none',
              destructiveHint: effect === 'changes',
              openWorldHint: false,
            },
          },
        ]
      : [],
  )

async function callTool(
  scope: Scope,
  { run }: Offered,
  input: Record<string, unknown>,
  report: (progress: number, message: string) => Promise<void>,
): Promise<CallToolResult> {
  try {
    const result = (await run(scope, input, report)) ?? {}
    const text = JSON.stringify(result)
    if (text.length > RESULT_LENGTH_MAX)
      return {
        isError: true,
        content: [{ type: 'text', text: `too_large: ${TOO_LONG}` }],
        structuredContent: { code: 'too_large', detail: TOO_LONG },
      }
    return {
      content: [{ type: 'text', text }],
      structuredContent: (typeof result === 'object' ? result : { result }) as Record<string, unknown>,
    }
  } catch (error) {
    return failedResult(noted(scope, error))
  }
}

/** Throws errors in the protocol's form. */
async function told<T>(scope: Scope, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const fault = noted(scope, error)
    throw new ProtocolError(rpcCodes[fault.code], fault.message, dataOf(fault))
  }
}

/** A fault, whose details that are not for the caller are logged. */
function noted(scope: Scope, error: unknown): Fault {
  const fault = asFault(error)
  if (fault.code === 'internal' || fault.code === 'unavailable')
    logOf(scope).error({ err: fault.cause ?? fault, internal: fault.internal }, 'A tool failed.')
  return fault
}
