import type { ServerPrompt, ServerResource } from '#contract/shapes/server-offer.ts'
import type { ServerTool, ToolServer, ToolServerList } from '#contract/shapes/tool-server.ts'
import { client } from '../console-client.ts'
import type { Resource } from './cache.ts'

export const toolServers: Resource<ToolServerList> = {
  key: 'tool-servers',
  load: () => client.toolServers.list(),
}

export const toolServer = (id: string): Resource<{ server: ToolServer; tools: ServerTool[] }> => ({
  key: `tool-server/${id}`,
  load: () => client.toolServers.read(id),
})

/** What a server has to read, asked of it when somebody looks. */
export const serverResources = (id: string): Resource<{ items: ServerResource[] }> => ({
  key: `server-offers/${id}/resources`,
  load: () => client.toolServers.resources(id),
})

/** What it proposes to say. */
export const serverPrompts = (id: string): Resource<{ items: ServerPrompt[] }> => ({
  key: `server-offers/${id}/prompts`,
  load: () => client.toolServers.prompts(id),
})
