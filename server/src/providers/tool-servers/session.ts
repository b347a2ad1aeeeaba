import { Client, ProtocolError, type RequestOptions } from '@modelcontextprotocol/client'
import type { ServedPrompt, ServedTool, ToolSession } from '#kernel/tool-servers.ts'
import { toolServerFault } from '#kernel/tool-server-fault.ts'
import type { ToolServerLimits } from './limits.ts'
import { contentsOf, outputOf } from './tool-result.ts'
import { faultOf } from './fault-of.ts'

export interface OwnSession extends ToolSession {
  /** Cached lists are dropped. */
  noteChange(): void
}

/** A session over a connected client. `use` runs one request in it. */
export function sessionOver(
  client: Client,
  limits: ToolServerLimits,
  use: <R>(signal: AbortSignal, work: () => Promise<R>) => Promise<R>,
): OwnSession {
  let held: { tools: readonly ServedTool[]; at: number } | null = null
  const within = (timeout: number, signal: AbortSignal): RequestOptions => ({
    timeout,
    maxTotalTimeout: timeout,
    signal,
  })
  const has = (what: 'tools' | 'resources' | 'prompts') =>
    client.getServerCapabilities()?.[what] !== undefined
  return {
    protocol: client.getNegotiatedProtocolVersion() ?? '',
    title: client.getServerVersion()?.title ?? client.getServerVersion()?.name ?? '',
    noteChange() {
      held = null
    },
    async tools(signal) {
      if (held && performance.now() - held.at < limits.listKeptMs) return held.tools
      if (!has('tools')) return []
      const { tools } = await use(signal, () =>
        client.listTools(undefined, { ...within(limits.listMs, signal), cacheMode: 'refresh' }),
      )
      held = { tools: tools.map(toServed), at: performance.now() }
      return held.tools
    },
    call: (name, input, { idempotencyKey, signal }) =>
      use(signal, async () => {
        try {
          const params = {
            name,
            arguments: asObject(input),
            _meta: { 'parley/idempotencyKey': idempotencyKey },
          }
          return outputOf(await client.callTool(params, within(limits.callMs, signal)))
        } catch (error) {
          // A server's error about a call is for the model to read, like any tool output.
          if (ProtocolError.isInstance(error)) return { output: error.message, isError: true }
          throw faultOf(error)
        }
      }),
    async resources(signal) {
      if (!has('resources')) return []
      const { resources } = await use(signal, () =>
        client.listResources(undefined, within(limits.listMs, signal)),
      )
      return resources.map(({ uri, name, description = '', mimeType = null }) => ({
        uri,
        name,
        description,
        mediaType: mimeType,
      }))
    },
    readResource: async (uri, signal) =>
      contentsOf(
        await use(signal, () => refusable(client.readResource({ uri }, within(limits.listMs, signal)))),
      ),
    async prompts(signal) {
      if (!has('prompts')) return []
      const { prompts } = await use(signal, () =>
        client.listPrompts(undefined, within(limits.listMs, signal)),
      )
      return prompts.map(toPrompt)
    },
    async getPrompt(name, values, signal) {
      const params = { name, arguments: values }
      const { messages } = await use(signal, () =>
        refusable(client.getPrompt(params, within(limits.listMs, signal))),
      )
      return messages.map(({ role, content }) => ({
        role,
        text: outputOf({ content: [content] } as Parameters<typeof outputOf>[0]).output as string,
      }))
    },
  }
}

/** Errors of the server become refusals, without its own message. */
const refusable = <R>(asked: Promise<R>): Promise<R> =>
  asked.catch((error: unknown) => {
    throw ProtocolError.isInstance(error) ? toolServerFault('refused', error) : error
  })

type ListedTool = Awaited<ReturnType<Client['listTools']>>['tools'][number]
type ListedPrompt = Awaited<ReturnType<Client['listPrompts']>>['prompts'][number]

const toServed = ({
  name,
  title,
  description = '',
  inputSchema,
  annotations = {},
}: ListedTool): ServedTool => ({
  name,
  title: title ?? annotations.title ?? '',
  description,
  inputSchema: inputSchema as Record<string, unknown>,
  // Missing annotations mean the worse case, according to the protocol.
  isReadOnly: annotations.readOnlyHint ?? false,
  isDestructive: annotations.destructiveHint ?? !(annotations.readOnlyHint ?? false),
  isIdempotent: annotations.idempotentHint ?? false,
  isOpenWorld: annotations.openWorldHint ?? true,
})

const toPrompt = ({ name, description = '', arguments: wanted = [] }: ListedPrompt): ServedPrompt => ({
  name,
  description,
  arguments: wanted.map((one) => ({
    name: one.name,
    description: one.description ?? '',
    isRequired: one.required ?? false,
  })),
})

const asObject = (input: unknown): Record<string, unknown> =>
  typeof input === 'object' && input !== null && !Array.isArray(input)
    ? (input as Record<string, unknown>)
    : {}
