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
