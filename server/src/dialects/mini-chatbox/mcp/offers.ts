import type { ToolServer } from '#contract/shapes/tool-server.ts'
import { listServerPrompts, listServerResources } from '#features/tools/index.ts'
import type { Scope } from '#kernel/scope.ts'

const PATIENCE_MS = 3_000

/** What a server has besides its tools, as MCP itself names it; nothing where it does not say so in a moment. */
const offering =
  <T>(list: (system: Scope, toolServerId: string) => Promise<T[]>) =>
  async (system: Scope, { server }: { readonly server: ToolServer }): Promise<T[]> => {
    if (server.state !== 'ready') return []
    const late = Promise.withResolvers<T[]>()
    const timer = setTimeout(() => late.resolve([]), PATIENCE_MS)
    const listed = list(system, server.id).catch(() => [])
    return Promise.race([listed, late.promise]).finally(() => clearTimeout(timer))
  }

export const offers = {
  resources: offering(async (system, toolServerId) =>
    (await listServerResources(system, { toolServerId })).items.map(
      ({ uri, name, description, mediaType }) => ({
        uri,
        name,
        description,
        ...(mediaType !== null && { mimeType: mediaType }),
      }),
    ),
  ),
  prompts: offering(async (system, toolServerId) =>
    (await listServerPrompts(system, { toolServerId })).items.map((prompt) => ({
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
