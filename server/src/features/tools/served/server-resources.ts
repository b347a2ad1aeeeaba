import { ServerResourceList, ReadServerResource, ServerResourceText } from '#contract/shapes/server-offer.ts'
import { ToolServerRef } from '#contract/shapes/tool-server.ts'
import { flow } from '#kernel/use-case.ts'
import { askServer } from './ask-server.ts'
import { toResources, toContents } from './offer.ts'

/** Lists the resources of a tool server. */
export const listServerResources = flow({
  name: 'server-resource.list',
  permission: 'tool:use',
  input: ToolServerRef,
  output: ServerResourceList,
  async run({ scope, ports }, ref) {
    const { answer } = await askServer(scope, ports, ref, (session) => session.resources(scope.signal))
    return { items: toResources(answer) }
  },
})

/** Reads a resource of a tool server, to be quoted to an agent. */
export const readServerResource = flow({
  name: 'server-resource.read',
  permission: 'tool:use',
  input: ReadServerResource,
  output: ServerResourceText,
  async run({ scope, ports }, { toolServerId, uri }) {
    const { answer, origin } = await askServer(scope, ports, { toolServerId }, (session) =>
      session.readResource(uri, scope.signal),
    )
    return { contents: toContents(answer), origin }
  },
})
