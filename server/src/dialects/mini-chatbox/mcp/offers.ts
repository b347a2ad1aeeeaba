import type { ToolServer } from '#contract/shapes/tool-server.ts'
import { listServerPrompts, listServerResources } from '#features/tools/index.ts'
import type { ElevatedScope } from '../../kit/elevate-scope.ts'

const PATIENCE_MS = 3_000

/** A server's offer besides its tools, in the terms of MCP; nothing if it does not respond quickly. */
const offering =
  <T>(list: (elevated: ElevatedScope, toolServerId: string) => Promise<T[]>) =>
  async (elevated: ElevatedScope, { server }: { readonly server: ToolServer }): Promise<T[]> => {
    if (server.state !== 'ready') return []
    const late = Promise.withResolvers<T[]>()
    const timer = setTimeout(() => late.resolve([]), PATIENCE_MS)
    const listed = list(elevated, server.id).catch(() => [])
    return Promise.race([listed, late.promise]).finally(() => clearTimeout(timer))
  }

export const offers = {
  resources: offering(async (elevated, toolServerId) =>
    (await listServerResources(elevated, { toolServerId })).items.map(
      ({ uri, name, description, mediaType }) => ({
        uri,
        name,
        description,
        ...(mediaType !== null && { mimeType: mediaType }),
      }),
    ),
  ),
  prompts: offering(async (elevated, toolServerId) =>
    (await listServerPrompts(elevated, { toolServerId })).items.map((prompt) => ({
      name: prompt.name,
      description: prompt.description,
      arguments: prompt.arguments.map(({ name, description, isRequired }) => ({
        name,
        description,
        required: isRequired,
      })),
    })),
  ),
}
